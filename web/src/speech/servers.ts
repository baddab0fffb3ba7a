// The servers that hear answers and speak turns, as `/api/speech` shows and takes them, and
// what is kept with a sheet for them.
// Nothing here but types.

export interface RecogniserServer {
  configured: boolean;
  /** By the command line: shown, and not changed here. */
  fixed: boolean;
  base_url: string;
  key_set: boolean;
  model: string;
  terms: Terms;
}

export interface VoiceServer {
  configured: boolean;
  fixed: boolean;
  base_url: string;
  key_set: boolean;
  model: string;
  /** The voices' names, by language. */
  ja: string;
  en: string;
}

/** How a server is told the sheet's terms. */
export type Terms = 'auto' | 'prompt' | 'keywords' | 'hotwords' | 'none';

export interface SpeechServers {
  recogniser: RecogniserServer;
  voice: VoiceServer;
}

/** Without an address: none. Without a key the one that is kept stays. */
export interface SpeechServerChoice {
  recogniser?: { base_url: string; key?: string; model?: string; terms?: Terms };
  voice?: { base_url: string; key?: string; model?: string; ja?: string; en?: string };
}

/** What came of trying; null for a server that there is not. */
export interface SpeechTrial {
  recogniser: (Trial & { heard: string }) | null;
  voice: (Trial & { duration_ms: number }) | null;
}

export interface Trial {
  ok: boolean;
  took_ms: number;
  /** In words, in the page's language. */
  problems: { code: string; message: string }[];
}

/** What is kept with a sheet for speech. */
export interface SheetSpeech {
  /** `TERM = READING`, one a line. */
  readings: string;
  /** Terms that a recogniser has missed, and the person has put right. */
  corrections: { id: string; heard: string; meant: string }[];
}
