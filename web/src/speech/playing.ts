// A sentence that is being spoken: it ends by itself, because somebody wants silence, or
// because nothing comes of it any more. Start from `play`.

import type { Clock } from '../clock';
import { VoiceError } from './speaker';

export interface Playing {
  /** It was said to its end. */
  done(): void;
  failed(error: VoiceError): void;
  /** It goes on, and is given up when nothing is heard of it for so long (ms). */
  alive(ms: number): void;
}

/**
 * Starts a sentence and returns at its end, or at once when the signal comes. `stop` is
 * called when it did not end by itself. `patience` (ms) is for the first sign of life.
 */
export function play(
  clock: Clock,
  signal: AbortSignal,
  patience: number,
  start: (playing: Playing) => void,
  stop: () => void,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let cancel = () => {};
    const end = (outcome: () => void) => {
      cancel();
      signal.removeEventListener('abort', silenced);
      outcome();
    };
    const silenced = () => {
      stop();
      end(resolve);
    };
    const failed = (error: VoiceError) => {
      stop();
      end(() => reject(error));
    };
    const alive = (ms: number) => {
      cancel();
      cancel = clock.after(ms, () => failed(new VoiceError('failed')));
    };
    signal.addEventListener('abort', silenced);
    alive(patience);
    start({ done: () => end(resolve), failed, alive });
  });
}
