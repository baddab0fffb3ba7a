import { expect, test } from 'vitest';
import { base64, wav } from './wav';

test('a file has its head, and the samples in order', () => {
  const file = wav([Int16Array.of(1, -2), Int16Array.of(300)]);
  const view = new DataView(file.buffer);
  expect(file.length).toBe(50);
  expect(new TextDecoder().decode(file.subarray(0, 4))).toBe('RIFF');
  expect(view.getUint32(4, true)).toBe(42);
  expect(view.getUint32(24, true)).toBe(16_000);
  expect(view.getUint32(40, true)).toBe(6);
  expect([44, 46, 48].map((at) => view.getInt16(at, true))).toEqual([1, -2, 300]);
});

test('many bytes are text, and the same bytes again', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);
  expect(Uint8Array.from(atob(base64(bytes)), (c) => c.charCodeAt(0))).toEqual(bytes);
});
