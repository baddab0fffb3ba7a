// The form of a server that hears or speaks, and what is sent for it. Pure. Start from
// `Draft`.

import type {
  RecogniserServer,
  SpeechServerChoice,
  SpeechServers,
  SpeechTrial,
  Terms,
  Trial,
  VoiceServer,
} from '../../speech/servers';

export type Kind = 'recogniser' | 'voice';

export const termsChoices: readonly Terms[] = ['auto', 'prompt', 'keywords', 'hotwords', 'none'];

/** What stands in the form. */
export interface Draft {
  base_url: string;
  /** "" leaves a key that is kept as it is, as long as it goes to the same address. */
  key: string;
  model: string;
  terms: Terms;
  ja: string;
  en: string;
}

export function draftOf(saved: RecogniserServer | VoiceServer): Draft {
  return {
    base_url: saved.base_url,
    key: '',
    model: saved.model,
    terms: 'terms' in saved ? saved.terms : 'auto',
    ja: 'ja' in saved ? saved.ja : '',
    en: 'en' in saved ? saved.en : '',
  };
}

/** What is sent for the form. The other server stays as it is. */
export function choiceOf(kind: Kind, draft: Draft): SpeechServerChoice {
  const { base_url, key, model, terms, ja, en } = draft;
  const server = { base_url: base_url.trim(), model: model.trim(), ...(key === '' ? {} : { key }) };
  return kind === 'recogniser'
    ? { recogniser: { ...server, terms } }
    : { voice: { ...server, ja: ja.trim(), en: en.trim() } };
}

/** The same without the other server, which is not tried. */
export function trialOf(kind: Kind, draft: Draft): SpeechServerChoice {
  const other: Kind = kind === 'recogniser' ? 'voice' : 'recogniser';
  return { [other]: { base_url: '' }, ...choiceOf(kind, draft) };
}

/** The choice of no server. */
export function noneOf(kind: Kind): SpeechServerChoice {
  return { [kind]: { base_url: '' } };
}

export function triedOf(kind: Kind, trial: SpeechTrial): Trial | null {
  return trial[kind];
}

export function savedOf(kind: Kind, servers: SpeechServers): RecogniserServer | VoiceServer {
  return servers[kind];
}
