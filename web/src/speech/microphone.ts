// A microphone that stays open while its hearer changes: somebody who only waits for a
// first word, then an answer. Start from `Microphone`.

import type { Capture, Captured, Listener } from './capture';

/** Packets that are kept for the next hearer: the second in which somebody began to speak. */
const keptPackets = 10;

/** The part of a `Capture` that is used. */
export type Capturing = Pick<Capture, 'start' | 'hold' | 'stop'>;

export class Microphone {
  readonly #capture: Capturing;
  #hearer: Listener;
  #last: Int16Array<ArrayBuffer>[] = [];
  #keeps = false;

  /** Not open yet. With `keeps`, the last second is handed to the next hearer. */
  constructor(make: (listener: Listener) => Capturing, hearer: Listener, keeps = false) {
    this.#hearer = hearer;
    this.#keeps = keeps;
    this.#capture = make({
      packet: (samples) => this.#hear(samples),
      level: (activity) => this.#hearer.level(activity),
      lost: (trouble) => this.#hearer.lost(trouble),
    });
  }

  /** Opens it, as `Capture.start` does. */
  start(device: string): Promise<{ other: boolean }> {
    return this.#capture.start(device);
  }

  /** Somebody else hears from now on, and first what was kept. */
  handTo(hearer: Listener): void {
    this.#hearer = hearer;
    this.#keeps = false;
    const last = this.#last;
    this.#last = [];
    for (const samples of last) hearer.packet(samples);
  }

  hold(on: boolean): void {
    this.#capture.hold(on);
  }

  stop(): Promise<Captured> {
    return this.#capture.stop();
  }

  #hear(samples: Int16Array<ArrayBuffer>): void {
    if (this.#keeps) this.#last = [...this.#last.slice(1 - keptPackets), samples];
    this.#hearer.packet(samples);
  }
}
