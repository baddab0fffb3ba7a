// Waits for somebody to speak while the interviewer still does. Only for headphones:
// without them the interviewer would interrupt itself. Start from `FirstWord`.

import type { Activity } from './activity';
import type { Listener } from './capture';

/** Packets in a row with speech in them (200 ms): more than a cough or a chair. */
const enough = 2;

export class FirstWord implements Listener {
  readonly #spoken: () => void;
  #run = 0;

  /** Calls back once. */
  constructor(spoken: () => void) {
    this.#spoken = spoken;
  }

  packet(): void {}

  level(activity: Pick<Activity, 'speaking'>): void {
    this.#run = activity.speaking ? this.#run + 1 : 0;
    if (this.#run === enough) this.#spoken();
  }

  lost(): void {} // Nothing was asked of it yet; whoever speaks next is told.
}
