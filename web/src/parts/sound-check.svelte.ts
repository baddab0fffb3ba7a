// A sound check as its component shows it: the capture for a few seconds, and whoever
// recognises what is said in it. Start from `SoundCheck`.

import { browserCapture, browserRecogniser } from '../speech/browser';
import type { BrowserFailure, BrowserRecogniser } from '../speech/browser-recogniser';
import type { Activity } from '../speech/activity';
import type { Capture } from '../speech/capture';
import { CaptureError, type Trouble } from '../speech/devices';
import { lasting, noSound } from '../speech/sound';
import { checkFor, judge, type SoundVerdict } from '../speech/sound-check';
import { wav } from '../speech/wav';
import type { Lang } from '../types';

export interface CheckResult {
  verdict: SoundVerdict;
  /** dBFS. */
  speech: number;
  room: number;
}

/** Who recognises: the browser while somebody speaks, or the server afterwards. */
export type Recognising =
  | { by: 'browser'; lang: Lang }
  | { by: 'server'; hear: (file: Uint8Array<ArrayBuffer>) => Promise<string> };

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
  /** The server is still listening to what was said. */
  hearing = $state(false);
  /** Why the server could not: what it says itself. */
  serverTrouble = $state.raw<unknown>();
  /** The address of the recording, to listen to it. */
  recording = $state<string | null>(null);

  #capture: Capture | null = null;
  #recogniser: BrowserRecogniser | null = null;
  #activity: Activity | null = null;
  #samples = 0;
  #pieces: Int16Array[] = [];
  #recognise: Recognising | null = null;

  /** Opens the microphone and listens, for a few seconds or until `stop`. */
  async start(device: string, recognise: Recognising | null): Promise<void> {
    this.#reset();
    this.stage = 'opening';
    this.#recognise = recognise;
    const capture = browserCapture({
      packet: (samples) => this.#keep(samples),
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
      if (recognise?.by === 'browser') this.#listen(recognise.lang);
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
    if (this.#recognise?.by === 'server') await this.#ask(this.#recognise.hear);
  }

  /** Lets go of everything. */
  leave(): void {
    this.#reset();
    this.stage = 'idle';
  }

  /** Has the server recognise what was said, if anything was. */
  async #ask(hear: (file: Uint8Array<ArrayBuffer>) => Promise<string>): Promise<void> {
    if (this.result?.verdict === 'off' || this.result?.verdict === 'nothing') return;
    const pieces = this.#pieces;
    this.hearing = true;
    try {
      const heard = await hear(wav(pieces));
      if (pieces === this.#pieces) this.heard = heard;
    } catch (error) {
      if (pieces === this.#pieces) this.serverTrouble = error;
    }
    if (pieces === this.#pieces) this.hearing = false;
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

  #keep(samples: Int16Array): void {
    this.#samples += samples.length;
    this.#pieces.push(samples);
    if (lasting(this.#samples) >= checkFor) void this.stop();
  }

  #reset(): void {
    void this.#capture?.stop();
    this.#recogniser?.cancel();
    if (this.recording) URL.revokeObjectURL(this.recording);
    this.#capture = this.#recogniser = this.#activity = null;
    this.#samples = 0;
    this.#pieces = [];
    this.serverTrouble = undefined;
    this.hearing = false;
    this.level = noSound;
    this.trouble = this.result = this.heard = this.unheard = this.recording = null;
    this.other = false;
  }
}

function resultOf(activity: Activity): CheckResult {
  return { verdict: judge(activity), speech: activity.speechLevel, room: activity.floor };
}
