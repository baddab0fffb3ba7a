// What a person has chosen about speaking and listening, kept in their browser. Pure but
// for the storage that it is given; `chosen.svelte.ts` is the one that the page uses.

import type { Lang } from '../types';
import { endChoices, type EndAfter } from './quiet';
import type { RecogniserChoice } from './recogniser';

export type VoiceChoice = 'server' | 'browser' | 'none';

export interface SpeechSettings {
  /** A device's id; "" for the one that the system uses. */
  microphone: string;
  recogniser: RecogniserChoice;
  /** The person has allowed that the browser may send their voice to its maker. */
  consent: boolean;
  /** Who speaks the interviewer's turns. */
  voice: VoiceChoice;
  /** The browser's voice for each language; "" for any. */
  voiceNames: Record<Lang, string>;
  /** 1 is the voice's own pace. */
  rate: number;
  muted: boolean;
  /** Speech counts only while a key or the button is held. */
  pushToTalk: boolean;
  endAfter: EndAfter;
  /** The sound of answers is kept on the server, until the person deletes it. */
  keepSound: boolean;
  /** The microphone does not hear the interviewer. */
  headphones: boolean;
  /** What has been told or asked once: headphones were advised, the sound was checked. */
  advised: boolean;
  checked: boolean;
  /** The last answer was spoken: the next is expected to be. */
  byVoice: boolean;
}

export const rates: readonly number[] = [0.8, 0.9, 1, 1.1, 1.25, 1.5];

/** Nothing leaves this machine and its server, and nothing is kept, until it is chosen. */
export const defaults: SpeechSettings = {
  microphone: '',
  recogniser: 'server',
  consent: false,
  voice: 'none',
  voiceNames: { ja: '', en: '' },
  rate: 1,
  muted: false,
  pushToTalk: false,
  endAfter: 0,
  keepSound: false,
  headphones: false,
  advised: false,
  checked: false,
  byVoice: false,
};

const key = 'mondo.speech';

export function readSettings(storage: Pick<Storage, 'getItem'> | null): SpeechSettings {
  const kept = stored(storage);
  const one = <T>(value: unknown, of: readonly T[], otherwise: T): T =>
    of.includes(value as T) ? (value as T) : otherwise;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const names = isRecord(kept.voiceNames) ? kept.voiceNames : {};
  return {
    microphone: text(kept.microphone),
    recogniser: one(kept.recogniser, ['server', 'browser', 'none'], defaults.recogniser),
    consent: kept.consent === true,
    voice: one(kept.voice, ['server', 'browser', 'none'], defaults.voice),
    voiceNames: { ja: text(names.ja), en: text(names.en) },
    rate: one(kept.rate, rates, defaults.rate),
    muted: kept.muted === true,
    pushToTalk: kept.pushToTalk === true,
    endAfter: one(kept.endAfter, endChoices, defaults.endAfter),
    keepSound: kept.keepSound === true,
    headphones: kept.headphones === true,
    advised: kept.advised === true,
    checked: kept.checked === true,
    byVoice: kept.byVoice === true,
  };
}

export function writeSettings(storage: Pick<Storage, 'setItem'> | null, settings: SpeechSettings): void {
  try {
    storage?.setItem(key, JSON.stringify(settings));
  } catch {
    // Storage is full or forbidden: the choice lives as long as the page.
  }
}

function stored(storage: Pick<Storage, 'getItem'> | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(storage?.getItem(key) ?? '{}');
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
