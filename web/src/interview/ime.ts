// Tells an Enter that sends from an Enter that settles a conversion in an input
// method. Browsers differ: most say so in the event (`isComposing`, or key code
// 229), Safari ends the composition first and then reports the same key press as
// an ordinary Enter. Start from `Composition`.

/** After a composition ends, an Enter within this time (ms) belongs to it. */
const safariGap = 50;

export interface Key {
  key: string;
  isComposing: boolean;
  keyCode: number;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  /** Milliseconds on the clock of the events. */
  timeStamp: number;
}

export class Composition {
  #active = false;
  #endedAt = -Infinity;

  start(): void {
    this.#active = true;
  }

  end(event: { timeStamp: number }): void {
    this.#active = false;
    this.#endedAt = event.timeStamp;
  }

  /** Whether this key press means "send". */
  sends(event: Key): boolean {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return false;
    if (this.#active || event.isComposing || event.keyCode === 229) return false;
    return event.timeStamp - this.#endedAt > safariGap;
  }
}
