// The part of the capture that runs on the audio thread. It hands packets to the page,
// and says when it has handed on the last one. Everything else is in `packets.ts`.

import { Packets, tapName, type FromTap } from './packets';

// The scope of a worklet, which the DOM's types do not have.
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, type: new () => AudioWorkletProcessor): void;

class Tap extends AudioWorkletProcessor {
  #ended = false;
  readonly #packets = new Packets(sampleRate, (packet) => {
    this.port.postMessage({ packet } satisfies FromTap, [packet.buffer]);
  });

  constructor() {
    super();
    this.port.onmessage = () => this.#flush();
  }

  /** Called for every 128 frames; false lets the processor go. Its output stays silent. */
  process(inputs: Float32Array[][]): boolean {
    if (!this.#ended) this.#packets.write(inputs[0] ?? []);
    return !this.#ended;
  }

  #flush(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#packets.flush();
    this.port.postMessage({ flushed: true } satisfies FromTap);
  }
}

registerProcessor(tapName, Tap);
