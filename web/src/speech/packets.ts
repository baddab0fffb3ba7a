// What a microphone gives, in any rate and number of channels, as packets of 100 ms.
// Pure, so that the audio thread's part can be tested without one. Start from `Packets`.

import { Resampler } from './resample';
import { packetSamples, sixteenBits } from './sound';

/** The name under which the audio thread's part is registered. */
export const tapName = 'mondo-tap';

/** What the audio thread says to the page; whatever the page says means "flush and end". */
export type FromTap = { packet: Int16Array<ArrayBuffer> } | { flushed: true };

export class Packets {
  readonly #resampler: Resampler;
  readonly #send: (packet: Int16Array<ArrayBuffer>) => void;
  #packet = new Int16Array(packetSamples);
  #filled = 0;
  #mixed = new Float32Array(0);

  /** A packet that was handed on belongs to who got it. */
  constructor(from: number, send: (packet: Int16Array<ArrayBuffer>) => void) {
    this.#send = send;
    this.#resampler = new Resampler(from, (sample) => this.#add(sample));
  }

  /** Takes the channels of one moment, of the same length each; none is no sound. */
  write(channels: readonly Float32Array[]): void {
    if (channels.length > 0) this.#resampler.write(this.#mix(channels));
  }

  /** Hands on what has not filled a packet. */
  flush(): void {
    this.#resampler.flush();
    if (this.#filled > 0) this.#send(this.#packet.slice(0, this.#filled));
    this.#filled = 0;
  }

  #mix(channels: readonly Float32Array[]): Float32Array {
    const first = channels[0]!;
    if (channels.length === 1) return first;
    if (this.#mixed.length !== first.length) this.#mixed = new Float32Array(first.length);
    for (let i = 0; i < first.length; i++) {
      let sum = 0;
      for (const channel of channels) sum += channel[i]!;
      this.#mixed[i] = sum / channels.length;
    }
    return this.#mixed;
  }

  #add(sample: number): void {
    this.#packet[this.#filled++] = sixteenBits(sample);
    if (this.#filled < packetSamples) return;
    this.#send(this.#packet);
    this.#packet = new Int16Array(packetSamples);
    this.#filled = 0;
  }
}
