// How answers were spoken, as package qa has it; docs/delivery.md says what each figure
// is. A figure that is not there was not known. Times are milliseconds.

import type { Lang, Span } from './types';

export interface Delivery {
  method: string;
  lang: Lang;
  voice?: Voice;
  heard: Heard;
}

/** How the answers of one interview were spoken, among others of the same sheet. */
export interface PastDelivery {
  interview: string;
  /** When it was finished. */
  at: number;
  summary: DeliverySummary;
}

export interface Pauses {
  count: number;
  longest: number;
  total: number;
}

/** What follows from when there was a voice. */
export interface Voice {
  first_word: number;
  length: number;
  speaking: number;
  pauses: Pauses;
  longest_run: number;
  /** Of what the model answer takes to say; 1 is all of it. */
  against_budget?: number;
}

export interface Sentences {
  count: number;
  mean: number;
  longest: number;
}

export interface Endings {
  polite: number;
  plain: number;
  other: number;
}

/** What rests on the words that a recogniser heard. */
export interface Heard {
  words: number;
  characters?: number;
  morae?: number;
  characters_per_minute?: number;
  morae_per_minute?: number;
  words_per_minute?: number;
  fillers?: (Span & { kind: 'hesitation' | 'word' })[];
  fillers_per_hundred_words?: number;
  fillers_per_minute?: number;
  repeated_starts?: Span[];
  hedges?: Span[];
  sentences?: Sentences;
  endings?: Endings;
  conclusion_first?: boolean;
}

/** Several answers of one language summed up. */
export interface DeliverySummary {
  lang: Lang;
  answers: number;
  /** Of them, those with times. */
  timed: number;
  first_word?: number;
  length: number;
  speaking: number;
  pauses: Pauses;
  pauses_per_minute?: number;
  longest_run: number;
  against_budget?: number;
  characters_per_minute?: number;
  morae_per_minute?: number;
  words_per_minute?: number;
  fillers_per_minute?: number;
  words: number;
  fillers: number;
  fillers_per_hundred_words?: number;
  repeated_starts: number;
  hedges: number;
  sentences?: Sentences;
  endings?: Endings;
  conclusion_first: number;
  conclusion_known: number;
}
