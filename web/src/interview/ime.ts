// Tells an Enter that sends from an Enter that settles a conversion in an input
// method. Browsers differ: most say so in the event (`isComposing`, or key code
// 229), Safari ends the composition first and then reports the same key press as
// an ordinary Enter, and keyboards on phones may only say that a line break is
// about to be put in. Start from `EnterKey`.

/** After a composition ends, an Enter within this time (ms) belongs to it. */
const safariGap = 50;

export interface Key {
  key: string;
  isComposing: boolean;
  keyCode: number;
  shiftKey: boolean;
  altKey: boolean;
  /** Milliseconds on the clock of the events. */
  timeStamp: number;
}

export class EnterKey {
  #composing = false;
  #endedAt = -Infinity;
  #last: 'sent' | 'newline' | 'unknown' = 'unknown';

  compositionStart(): void {
    this.#composing = true;
  }

  compositionEnd(event: { timeStamp: number }): void {
    this.#composing = false;
    this.#endedAt = event.timeStamp;
  }

  /** Whether this key press means "send". The caller prevents what else it would do. */
  pressed(event: Key): boolean {
    this.#last = 'unknown';
    if (event.key !== 'Enter') return false;
    if (this.#composing || event.isComposing || event.keyCode === 229) return false;
    if (event.timeStamp - this.#endedAt <= safariGap) return false;
    this.#last = event.shiftKey || event.altKey ? 'newline' : 'sent';
    return this.#last === 'sent';
  }

  /**
   * What to do about a line break that is about to be put in: a key press that sent
   * puts none in, one that did not tell itself as Enter means "send".
   */
  lineBreak(event: { isComposing: boolean }): 'keep' | 'drop' | 'send' {
    const last = this.#last;
    this.#last = 'unknown';
    if (last === 'newline' || event.isComposing || this.#composing) return 'keep';
    return last === 'sent' ? 'drop' : 'send';
  }
}
