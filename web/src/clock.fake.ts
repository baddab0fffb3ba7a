// A clock for tests: time passes when it is told to.

import type { Clock } from './clock';

export class FakeClock implements Clock {
  time = 0;
  #timers: { at: number; callback: () => void }[] = [];

  now() {
    return this.time;
  }

  after(ms: number, callback: () => void) {
    const timer = { at: this.time + ms, callback };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((t) => t !== timer));
  }

  pass(ms: number) {
    const until = this.time + ms;
    for (;;) {
      const next = this.#timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((t) => t !== next);
      this.time = next.at;
      next.callback();
    }
    this.time = until;
  }

  /** How many callbacks are still to come. */
  get waiting() {
    return this.#timers.length;
  }
}

/** Lets everything run that waits for promises only. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
