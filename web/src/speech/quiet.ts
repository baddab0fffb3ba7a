// What silence means while somebody answers: nothing for six seconds, then a quiet
// hint, and the end of the answer only for who has chosen that, with time to say no.
// Pure. Start from `Quiet`.

/** Silence (ms) after which the page says how to end. A thinking pause takes 2 to 5 s. */
export const hintAfter = 6_000;

/** How long (ms) an end by silence can be taken back. The sound goes on being kept. */
export const undoFor = 5_000;

/** Silence (s) that ends an answer; 0 never does. Under 8 s somebody may still be thinking. */
export type EndAfter = 0 | 10 | 15 | 20;
export const endChoices: readonly EndAfter[] = [0, 10, 15, 20];

export type Quietness =
  | { kind: 'none' }
  | { kind: 'hint' }
  /** The answer ends in `left` ms, unless somebody speaks or takes it back. */
  | { kind: 'ending'; left: number }
  | { kind: 'ended' };

export class Quiet {
  readonly #endAfter: number;
  #spoke = false;
  #silent = 0;
  #ended = false;

  constructor(endAfter: EndAfter) {
    this.#endAfter = endAfter * 1000;
  }

  /** Takes the next `ms`, and whether somebody spoke in them. */
  pass(ms: number, speaking: boolean): Quietness {
    this.#spoke ||= speaking;
    this.#silent = speaking ? 0 : this.#silent + ms;
    if (this.#left <= 0) this.#ended = true;
    return this.now;
  }

  get now(): Quietness {
    if (this.#ended) return { kind: 'ended' };
    if (this.#left <= undoFor) return { kind: 'ending', left: this.#left };
    return { kind: this.#silent >= hintAfter ? 'hint' : 'none' };
  }

  /** The person is still thinking: the silence counts from now. */
  undo(): void {
    if (!this.#ended) this.#silent = 0;
  }

  /** Before the first word nothing ends: somebody may need time to begin. */
  get #left(): number {
    if (this.#endAfter === 0 || !this.#spoke) return Infinity;
    return this.#endAfter + undoFor - this.#silent;
  }
}
