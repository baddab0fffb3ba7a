// A sound check as its component shows it: the capture and, where the browser
// recognises, its recogniser, for a few seconds. Start from `SoundCheck`.

import { browserCapture, browserRecogniser } from '../../speech/browser';
import type { BrowserFailure, BrowserRecogniser } from '../../speech/browser-recogniser';
import type { Activity } from '../../speech/activity';
import type { Capture } from '../../speech/capture';
import { CaptureError, type Trouble } from '../../speech/devices';
import { lasting, noSound } from '../../speech/sound';
import { checkFor, judge, type SoundVerdict } from '../../speech/sound-check';
import type { Lang } from '../../types';

export interface CheckResult {
  verdict: SoundVerdict;
  /** dBFS. */
  speech: number;
  room: number;
}

export class SoundCheck {
  stage = $state<'idle' | 'opening' | 'listening' | 'ending' | 'done'>('idle');
  level = $state(noSound);
  /** The system's microphone was taken, because the chosen one is not there. */
  other = $state(false);
  trouble = $state<Trouble | null>(null);
  result = $state.raw<CheckResult | null>(null);
  /** What was understood; null where nobody recognises. */
  heard = $state<string | null>(null);
  unheard = $state<BrowserFailure | null>(null);
  /** The address of the recording, to listen to it. */
  recording = $state<string | null>(null);

  #capture: Capture | null = null;
  #recogniser: BrowserRecogniser | null = null;
  #activity: Activity | null = null;
  #samples = 0;

  /** Opens the microphone and listens, for a few seconds or until `stop`. */
  async start(device: string, recognise: Lang | null): Promise<void> {
    this.#reset();
    this.stage = 'opening';
    const capture = browserCapture({
      packet: (samples) => this.#count(samples.length),
      level: (activity) => this.#show(activity),
      lost: (trouble) => {
        this.trouble = trouble;
        void this.stop();
      },
    });
    this.#capture = capture;
    try {
      const { other } = await capture.start(device);
      if (this.#capture !== capture) return;
      this.other = other;
      this.stage = 'listening';
      if (recognise) this.#listen(recognise);
    } catch (error) {
      if (this.#capture !== capture) return; // Nobody waits for it any more.
      this.trouble = error instanceof CaptureError ? error.trouble : 'failed';
      this.stage = 'idle';
    }
  }

  async stop(): Promise<void> {
    if (this.stage !== 'listening' || !this.#capture) return;
    this.stage = 'ending';
    this.#recogniser?.stop();
    const { copy } = await this.#capture.stop();
    if (this.stage !== 'ending') return; // It was left meanwhile.
    this.recording = copy && URL.createObjectURL(copy);
    if (this.#activity) this.result = resultOf(this.#activity);
    this.stage = 'done';
  }

  /** Lets go of everything. */
  leave(): void {
    this.#reset();
    this.stage = 'idle';
  }

  #listen(lang: Lang): void {
    this.#recogniser = browserRecogniser(lang, {
      partial: (text) => (this.heard = text),
      final: (text) => (this.heard = text),
      failed: (code) => (this.unheard = code),
    });
    void this.#recogniser?.start();
  }

  #show(activity: Activity): void {
    this.#activity = activity;
    this.level = activity.level;
    if (activity.speaking) this.#recogniser?.speaking();
  }

  #count(samples: number): void {
    this.#samples += samples;
    if (lasting(this.#samples) >= checkFor) void this.stop();
  }

  #reset(): void {
    void this.#capture?.stop();
    this.#recogniser?.cancel();
    if (this.recording) URL.revokeObjectURL(this.recording);
    this.#capture = this.#recogniser = this.#activity = null;
    this.#samples = 0;
    this.level = noSound;
    this.trouble = this.result = this.heard = this.unheard = this.recording = null;
    this.other = false;
  }
}

function resultOf(activity: Activity): CheckResult {
  return { verdict: judge(activity), speech: activity.speechLevel, room: activity.floor };
}
