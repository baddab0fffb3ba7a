// The server as the screens know it: one `api`, whether it wants a token, and what
// to say when a request fails.

import { Api, ApiError } from './api';
import { language, words } from './i18n/words.svelte';

let locked = $state(false);

export const access = {
  /** The server wants a token before it says more. */
  get locked(): boolean {
    return locked;
  },
  unlock(): void {
    locked = false;
  },
  lock(): void {
    locked = true;
  },
};

export const api = new Api({
  fetch: (...request) => fetch(...request),
  lang: () => language.current,
  onUnauthorized: () => access.lock(),
});

/** A sentence for the person about what went wrong. */
export function sentence(error: unknown): string {
  if (error instanceof ApiError) {
    if (error.code === 'unreachable') return words().app.unreachable;
    if (error.message) return error.message;
  }
  return words().app.unknownError;
}

export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
