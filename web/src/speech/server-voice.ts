// A voice that the server makes. It is played by the page, so that echo cancellation
// knows it and the microphone may stay open. Start from `ServerVoice`.

import { TooSlow, within, type Clock } from '../clock';
import type { Lang } from '../types';
import { play, type Playing } from './playing';
import { VoiceError, type Voice } from './speaker';

/** How long (ms) the server may take for a sentence. */
const making = 15_000;

/** A sound that does not move on for so long (ms) has got stuck. */
const stuck = 4_000;

/** Sentences whose sound is kept here: those that come next. The browser's cache has more. */
const keptAtMost = 6;

export interface ServerVoiceWiring {
  fetch: typeof fetch;
  /** One element for all sentences: where a tap is wanted, one tap is enough. */
  audio: HTMLAudioElement;
  url: { create(sound: Blob): string; revoke(url: string): void };
  clock: Clock;
  rate(): number;
  /** Whose readings count; "" for none. */
  sheet: string;
}

export class ServerVoice implements Voice {
  readonly echoes = false;
  readonly #wiring: ServerVoiceWiring;
  readonly #sounds = new Map<string, { sound: Promise<Blob>; abort: AbortController }>();

  constructor(wiring: ServerVoiceWiring) {
    this.#wiring = wiring;
  }

  prepare(sentence: string, lang: Lang): void {
    // Whether it failed is told when it is to be said.
    this.#fetched(sentence, lang).catch(() => {});
  }

  async say(sentence: string, lang: Lang, signal: AbortSignal): Promise<void> {
    const sound = await Promise.race([this.#fetched(sentence, lang), aborted(signal)]);
    if (sound && !signal.aborted) {
      this.#sounds.delete(soundURL(sentence, lang, this.#wiring.sheet));
      await this.#play(sound, signal);
    }
    if (signal.aborted) this.#drop();
  }

  #fetched(sentence: string, lang: Lang): Promise<Blob> {
    const url = soundURL(sentence, lang, this.#wiring.sheet);
    const there = this.#sounds.get(url);
    if (there) return there.sound;
    const abort = new AbortController();
    const sound = this.#fetch(url, abort);
    this.#sounds.set(url, { sound, abort });
    sound.catch(() => this.#sounds.delete(url));
    for (const [other, { abort }] of this.#sounds) {
      if (this.#sounds.size <= keptAtMost) break;
      abort.abort();
      this.#sounds.delete(other);
    }
    return sound;
  }

  async #fetch(url: string, abort: AbortController): Promise<Blob> {
    const { fetch, clock } = this.#wiring;
    try {
      const response = await within(clock, making, fetch(url, { signal: abort.signal }));
      if (!response.ok) throw new VoiceError(response.status === 404 ? 'no_voice' : 'failed');
      return await within(clock, making, response.blob());
    } catch (error) {
      if (error instanceof TooSlow) abort.abort();
      throw error instanceof VoiceError ? error : new VoiceError('unreachable', error);
    }
  }

  /** Nothing of what was prepared is wanted any more. */
  #drop(): void {
    for (const { abort } of this.#sounds.values()) abort.abort();
    this.#sounds.clear();
  }

  async #play(sound: Blob, signal: AbortSignal): Promise<void> {
    const { audio, clock, url } = this.#wiring;
    const source = url.create(sound);
    const begin = (playing: Playing) => {
      audio.onended = () => playing.done();
      audio.onerror = () => playing.failed(new VoiceError('failed'));
      audio.ontimeupdate = () => playing.alive(stuck);
      audio.src = source;
      audio.playbackRate = this.#wiring.rate();
      audio.play().catch((error: unknown) => playing.failed(refused(error)));
    };
    try {
      await play(clock, signal, stuck, begin, () => audio.pause());
    } finally {
      audio.onended = audio.onerror = audio.ontimeupdate = null;
      url.revoke(source);
    }
  }
}

function soundURL(sentence: string, lang: Lang, sheet: string): string {
  const query = new URLSearchParams({ text: sentence, lang });
  if (sheet !== '') query.set('sheet', sheet);
  return `/api/speech/say?${query}`;
}

function refused(error: unknown): VoiceError {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return new VoiceError(name === 'NotAllowedError' ? 'gesture' : 'failed', error);
}

/** Resolves, with nothing, when the signal comes. */
function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
