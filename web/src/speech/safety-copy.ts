// The browser's own recording beside the samples: small, complete even when the
// machine is busy, and good to play back. Start from `safetyCopy`.

import { TooSlow, within, type Clock } from '../clock';

/** The sorts of recording in the order of liking; only one or two exist in a browser. */
const types = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];

/** Clear for speech, and a megabyte for four minutes. */
const bitsPerSecond = 32_000;

/** How often (ms) what is recorded is handed over, so that a crash loses little. */
const slice = 1_000;

/** How long (ms) a recorder may take to hand over its end. */
const ending = 3_000;

export class SafetyCopy {
  readonly #recorder: MediaRecorder;
  readonly #clock: Clock;
  /** Only the first has a header, and they are cut anywhere: good only all together. */
  readonly #chunks: Blob[] = [];
  #broken = false;

  constructor(recorder: MediaRecorder, clock: Clock) {
    this.#recorder = recorder;
    this.#clock = clock;
    recorder.addEventListener('dataavailable', (event) => {
      if (event.data.size > 0) this.#chunks.push(event.data);
    });
    recorder.addEventListener('error', () => (this.#broken = true));
    recorder.start(slice);
  }

  /** Ends the recording; null when it isn't whole. */
  async stop(): Promise<Blob | null> {
    if (this.#recorder.state !== 'inactive') {
      const stopped = new Promise<void>((resolve) =>
        this.#recorder.addEventListener('stop', () => resolve(), { once: true }),
      );
      this.#recorder.stop();
      try {
        await within(this.#clock, ending, stopped);
      } catch (error) {
        if (!(error instanceof TooSlow)) throw error;
        this.#broken = true;
      }
    }
    if (this.#broken || this.#chunks.length === 0) return null;
    // The type is known only once it has started, and it names the codec.
    return new Blob(this.#chunks, { type: this.#recorder.mimeType });
  }
}

/** Starts a recording of the stream, or null where the browser has no recorder for it. */
export function safetyCopy(
  Recorder: typeof MediaRecorder | undefined,
  stream: MediaStream,
  clock: Clock,
): SafetyCopy | null {
  if (!Recorder) return null;
  const mimeType = types.find((type) => Recorder.isTypeSupported(type));
  try {
    const options = { mimeType, audioBitsPerSecond: bitsPerSecond };
    return new SafetyCopy(new Recorder(stream, options), clock);
  } catch {
    return null; // The samples go on without it.
  }
}
