// Samples that grow: written at the end, read from anywhere. Start from `Tape`.

import { rate } from './sound';

/** Samples that are allocated at once: half a minute, a megabyte. */
const block = 30 * rate;

export class Tape {
  readonly #blocks: Int16Array<ArrayBuffer>[] = [];
  #length = 0;

  /** Samples that are on it. */
  get length(): number {
    return this.#length;
  }

  write(samples: Int16Array): void {
    for (let from = 0; from < samples.length; ) {
      const at = this.#length % block;
      if (at === 0) this.#blocks.push(new Int16Array(block));
      const piece = samples.subarray(from, from + block - at);
      this.#blocks.at(-1)!.set(piece, at);
      this.#length += piece.length;
      from += piece.length;
    }
  }

  /** A copy of at most so many samples from the given one on. */
  read(from: number, most: number): Int16Array<ArrayBuffer> {
    const samples = new Int16Array(Math.max(0, Math.min(most, this.#length - from)));
    for (let done = 0; done < samples.length; ) {
      const at = from + done;
      const start = at % block;
      const piece = this.#blocks[Math.floor(at / block)]!.subarray(
        start,
        start + samples.length - done,
      );
      samples.set(piece, done);
      done += piece.length;
    }
    return samples;
  }
}
