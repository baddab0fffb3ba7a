// Time as the parts of the application see it, so that a test can hold it still.

export interface Clock {
  /** Milliseconds; only differences mean something. */
  now(): number;
  /** Calls back once after `ms`; what it returns cancels that. */
  after(ms: number, callback: () => void): () => void;
}

export const wall: Clock = {
  now: Date.now,
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** One that is not put forward or back while something is measured by it. */
export const steady: Clock = { ...wall, now: () => performance.now() };

/** Of a promise that does not end by itself: the reason that `within` gives up for. */
export class TooSlow extends Error {}

/** The promise's outcome, or `TooSlow` after so long. What comes later is dropped. */
export function within<T>(clock: Clock, ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new TooSlow()));
    promise.then(resolve, reject).finally(cancel);
  });
}
