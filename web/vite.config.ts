import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The Go server that `mondo serve` starts; the development server hands /api to it.
const server = process.env.MONDO_SERVER ?? 'http://127.0.0.1:8737';

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
    // A preload polyfill and inlined assets would need a looser Content-Security-Policy.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    license: { fileName: 'licenses.md' },
  },
  server: {
    proxy: {
      '/api': {
        target: server,
        ws: true,
        // The server takes only its own origin: it must see itself in both headers.
        changeOrigin: true,
        headers: { origin: server },
        rewriteWsOrigin: true,
      },
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
  },
});
