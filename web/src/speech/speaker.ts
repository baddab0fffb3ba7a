// The interviewer's voice: says turns sentence by sentence while their text is still
// coming, in order, and stops at once. Which voice that is stands elsewhere
// (`browser-voice.ts`, `server-voice.ts`). Start from `Speaker`.

import type { Lang } from '../types';
import { readAloud, type Reading } from './readings';
import { Sentences } from './sentences';

/** Why nothing is heard. The turn can always be read. */
export type VoiceTrouble =
  /** The browser wants a tap or a key before it lets a page speak. */
  | 'gesture'
  /** There is no voice for the language. */
  | 'no_voice'
  | 'unreachable'
  | 'failed';

export class VoiceError extends Error {
  readonly trouble: VoiceTrouble;

  constructor(trouble: VoiceTrouble, cause?: unknown) {
    super(`voice: ${trouble}`, { cause });
    this.name = 'VoiceError';
    this.trouble = trouble;
  }
}

export interface Voice {
  /** The microphone hears it in spite of echo cancellation, and must be held meanwhile. */
  readonly echoes: boolean;
  /**
   * Says a sentence; returns when it is said, or within 100 ms of the signal. Throws a
   * `VoiceError`.
   */
  say(sentence: string, lang: Lang, signal: AbortSignal): Promise<void>;
  /** The sentence comes soon. */
  prepare(sentence: string, lang: Lang): void;
}

export interface SpeakerOptions {
  voice: Voice;
  lang: Lang;
  readings: readonly Reading[];
  /** The turn that is being spoken, or null when nobody speaks any more. */
  onSpeaking(turn: string | null): void;
  onTrouble(trouble: VoiceTrouble): void;
}

/** Sentences that are prepared while one is said. */
const ahead = 2;

/** A voice that fails so often in a row is given up for this turn. */
const failuresAtMost = 2;

export class Speaker {
  readonly #options: SpeakerOptions;
  /** The turn that grows or is said last, with as much of its text as was taken. */
  #turn = '';
  #taken = '';
  #sentences = new Sentences();
  /** What is still to be said. A turn has a few sentences, so this has a bound by itself. */
  #queue: { turn: string; sentence: string }[] = [];
  #said: AbortController | null = null;
  #speaking: string | null = null;
  #muted = false;
  /** Of the present turn nothing more is said. */
  #hushed = false;

  constructor(options: SpeakerOptions) {
    this.#options = options;
  }

  /** The turn that is being spoken. */
  get speaking(): string | null {
    return this.#speaking;
  }

  /** A turn has grown: `text` is all of it so far, also after a lost connection. */
  grow(turn: string, text: string): void {
    this.#take(turn, text);
  }

  /** A turn is complete. One that was not heard growing is said whole. */
  finish(turn: string, text: string): void {
    this.#take(turn, text);
    this.#add(this.#sentences.end());
  }

  /** What was said of a turn is taken back; other words may come in its place. */
  withdraw(turn: string): void {
    this.#queue = this.#queue.filter((next) => next.turn !== turn);
    if (this.#turn === turn) this.#restart();
    if (this.#speaking === turn) this.#said?.abort();
  }

  /** Somebody wants to speak themselves: silence, and nothing more of this turn. */
  cancel(): void {
    this.#hushed = true;
    this.#queue = [];
    this.#said?.abort();
  }

  /** Muted, nothing is said, and what was not said by then is not caught up on. */
  mute(on: boolean): void {
    this.#muted = on;
    if (on) this.cancel();
  }

  #take(turn: string, text: string): void {
    if (turn !== this.#turn) {
      this.#turn = turn;
      this.#hushed = false;
      this.#restart();
    }
    // Other words than those that were taken: it was withdrawn while nobody listened.
    if (!text.startsWith(this.#taken)) this.withdraw(turn);
    const more = text.slice(this.#taken.length);
    this.#taken = text;
    this.#add(this.#sentences.push(more));
  }

  #restart(): void {
    this.#taken = '';
    this.#sentences = new Sentences();
  }

  #add(sentences: string[]): void {
    if (this.#muted || this.#hushed) return;
    for (const sentence of sentences) {
      const { readings } = this.#options;
      this.#queue.push({ turn: this.#turn, sentence: readAloud(sentence, readings) });
    }
    this.#prepare();
    if (!this.#said) void this.#sayAll();
  }

  #prepare(): void {
    const { voice, lang } = this.#options;
    for (const { sentence } of this.#queue.slice(0, ahead)) voice.prepare(sentence, lang);
  }

  /** Never throws: what goes wrong is told, and the turn can be read. */
  async #sayAll(): Promise<void> {
    let failures = 0;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const { turn, sentence } = next;
      this.#said = new AbortController();
      this.#speak(turn);
      this.#prepare();
      try {
        await this.#options.voice.say(sentence, this.#options.lang, this.#said.signal);
        failures = 0;
      } catch (error) {
        const trouble = error instanceof VoiceError ? error.trouble : 'failed';
        // A sentence may fail by itself; a voice that can't speak at all fails always.
        if (++failures < failuresAtMost && trouble === 'failed') continue;
        failures = 0;
        this.#hushed ||= this.#turn === turn;
        this.#queue = this.#queue.filter((other) => other.turn !== turn);
        this.#options.onTrouble(trouble);
      }
    }
    this.#said = null;
    this.#speak(null);
  }

  #speak(turn: string | null): void {
    if (turn === this.#speaking) return;
    this.#speaking = turn;
    this.#options.onSpeaking(turn);
  }
}
