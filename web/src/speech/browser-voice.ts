// The browser's own voices (speechSynthesis), one sentence at a time. Voices come late,
// an utterance that nobody holds is forgotten, and its end may never be told. Start from
// `BrowserVoice`.

import type { Clock } from '../clock';
import type { Lang } from '../types';
import { play, type Playing } from './playing';
import { VoiceError, type Voice } from './speaker';

/** How long (ms) to wait for the list of voices. */
const voicesLate = 2_000;

/** How long (ms) an utterance may take to begin, and how long beyond its length to end. */
const beginning = 5_000;
const grace = 4_000;

/** Milliseconds that a slow voice takes for a character. */
const perCharacter: Record<Lang, number> = { ja: 330, en: 130 };

export interface BrowserVoiceWiring {
  synthesis: SpeechSynthesis;
  utterance(text: string): SpeechSynthesisUtterance;
  clock: Clock;
  /** The voice's name that was chosen for a language ("" for any), and how fast it speaks. */
  choice(lang: Lang): { name: string; rate: number };
}

export class BrowserVoice implements Voice {
  readonly echoes = true;
  readonly #wiring: BrowserVoiceWiring;
  /** Chrome forgets an utterance that nothing refers to, and then never tells its end. */
  readonly #held = new Set<SpeechSynthesisUtterance>();

  constructor(wiring: BrowserVoiceWiring) {
    this.#wiring = wiring;
  }

  prepare(): void {} // Its voices need no time.

  async say(sentence: string, lang: Lang, signal: AbortSignal): Promise<void> {
    const { synthesis, clock, choice } = this.#wiring;
    const voices = await voicesOf(synthesis, clock, lang);
    if (signal.aborted) return;
    if (voices.length === 0) throw new VoiceError('no_voice');
    const { name, rate } = choice(lang);
    const utterance = this.#wiring.utterance(sentence);
    const voice = voices.find((v) => v.name === name) ?? voices[0]!;
    Object.assign(utterance, { voice, lang: voice.lang, rate });
    const length = (sentence.length * perCharacter[lang]) / rate;
    this.#held.add(utterance);
    try {
      await play(clock, signal, beginning, begin, () => synthesis.cancel());
    } finally {
      this.#held.delete(utterance);
      utterance.onstart = utterance.onend = utterance.onerror = null;
    }

    function begin(playing: Playing) {
      utterance.onstart = () => playing.alive(length + grace);
      utterance.onend = () => playing.done();
      utterance.onerror = (event) => playing.failed(troubleOf(event));
      synthesis.resume(); // A page that was paused once stays so.
      synthesis.speak(utterance);
    }
  }
}

/** The voices for a language, those on this machine first; waits for a list that comes late. */
export async function voicesOf(
  synthesis: SpeechSynthesis,
  clock: Clock,
  lang: Lang,
): Promise<SpeechSynthesisVoice[]> {
  if (synthesis.getVoices().length === 0) await voicesThere(synthesis, clock);
  return synthesis
    .getVoices()
    .filter((v) => v.lang.toLowerCase().startsWith(lang))
    .sort((a, b) => Number(b.localService) - Number(a.localService));
}

function voicesThere(synthesis: SpeechSynthesis, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      synthesis.removeEventListener('voiceschanged', done);
      resolve();
    };
    const cancel = clock.after(voicesLate, done);
    synthesis.addEventListener('voiceschanged', done);
  });
}

function troubleOf(event: SpeechSynthesisErrorEvent): VoiceError {
  switch (event.error) {
    case 'not-allowed':
      return new VoiceError('gesture');
    case 'language-unavailable':
    case 'voice-unavailable':
      return new VoiceError('no_voice');
    case 'network':
      return new VoiceError('unreachable');
    default:
      return new VoiceError('failed');
  }
}
