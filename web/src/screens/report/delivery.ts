// How answers were spoken, as the report shows it: figures beside what is usual, and a
// few sentences. Never a mark, and no part of any coverage. Pure. Start from `ofAnswer`
// and `ofAll`.

import type { Delivery, DeliverySummary, Endings, Pauses, Sentences } from '../../delivery-types';
import type { Lang } from '../../types';

/** What both an answer and several of them have. What is undefined was not known. */
export interface Spoken {
  lang: Lang;
  /** Characters (Japanese) or words (English) a minute. */
  pace?: number;
  morae?: number;
  /** Milliseconds. */
  firstWord?: number;
  length?: number;
  againstBudget?: number;
  pauses?: Pauses;
  longestRun?: number;
  fillers: number;
  fillersPerMinute?: number;
  fillersPerHundred?: number;
  repeated: number;
  hedges: number;
  sentences?: Sentences;
  endings?: Endings;
  /** Of so many answers of which it is known, so many began with their conclusion. */
  conclusion?: { first: number; of: number };
}

export function ofAnswer(d: Delivery): Spoken {
  const { voice, heard } = d;
  return {
    lang: d.lang,
    pace: d.lang === 'ja' ? heard.characters_per_minute : heard.words_per_minute,
    morae: heard.morae_per_minute,
    firstWord: voice?.first_word,
    length: voice?.length,
    againstBudget: voice?.against_budget,
    pauses: voice?.pauses,
    longestRun: voice?.longest_run,
    fillers: heard.fillers?.length ?? 0,
    fillersPerMinute: heard.fillers_per_minute,
    fillersPerHundred: heard.fillers_per_hundred_words,
    repeated: heard.repeated_starts?.length ?? 0,
    hedges: heard.hedges?.length ?? 0,
    sentences: heard.sentences,
    endings: heard.endings,
    conclusion:
      heard.conclusion_first === undefined ? undefined : { first: Number(heard.conclusion_first), of: 1 },
  };
}

export function ofAll(s: DeliverySummary): Spoken {
  const timed = s.timed > 0;
  return {
    lang: s.lang,
    pace: s.lang === 'ja' ? s.characters_per_minute : s.words_per_minute,
    morae: s.morae_per_minute,
    firstWord: s.first_word,
    length: timed ? s.length : undefined,
    againstBudget: s.against_budget,
    pauses: timed ? s.pauses : undefined,
    longestRun: timed ? s.longest_run : undefined,
    fillers: s.fillers,
    fillersPerMinute: s.fillers_per_minute,
    fillersPerHundred: s.fillers_per_hundred_words,
    repeated: s.repeated_starts,
    hedges: s.hedges,
    sentences: s.sentences,
    endings: s.endings,
    conclusion: s.conclusion_known > 0 ? { first: s.conclusion_first, of: s.conclusion_known } : undefined,
  };
}

/** What is usual, as docs/delivery.md has it with its sources. */
export const usual = {
  pace: {
    ja: { low: 220, high: 350, typical: 300 },
    en: { low: 120, high: 160, typical: undefined },
  },
  morae: { low: 275, high: 437.5, typical: 375 },
  fillersPerHundred: { ja: 5.9, en: 4.2 },
  fillersPerMinute: 5,
} as const;

/** A pause to think of so long (ms) before an answer is ordinary. */
const thinking = 5_000;

/** Shares of the model answer's time from which the length is worth a word. */
const short = 0.6;
const long = 1.4;

/** Fewer fillers are few, however short the answer. */
const several = 3;

/** A sentence about how it was spoken: which, and its figure. */
export type Remark =
  | { about: 'slow' | 'usual_pace' | 'fast'; figure: number }
  | { about: 'many_fillers'; figure: number }
  | { about: 'few_fillers' | 'mixed_endings' }
  | { about: 'late'; figure: number }
  | { about: 'short' | 'long'; figure: number };

/** The few things to say in words, what is most heard first. */
export function remarks(s: Spoken): Remark[] {
  const said: (Remark | null)[] = [paceRemark(s), fillerRemark(s), budgetRemark(s)];
  if (s.firstWord !== undefined && s.firstWord > thinking) said.push({ about: 'late', figure: s.firstWord });
  if (s.endings && s.endings.polite > 0 && s.endings.plain > 0) said.push({ about: 'mixed_endings' });
  return said.filter((remark) => remark !== null);
}

function paceRemark({ lang, pace }: Spoken): Remark | null {
  if (pace === undefined) return null;
  const { low, high } = usual.pace[lang];
  return { about: pace < low ? 'slow' : pace > high ? 'fast' : 'usual_pace', figure: pace };
}

function fillerRemark({ fillers, fillersPerMinute: rate }: Spoken): Remark | null {
  // Silence about fillers is no proof that there were none.
  if (fillers === 0 || rate === undefined) return null;
  return rate > usual.fillersPerMinute && fillers >= several ? { about: 'many_fillers', figure: rate } : { about: 'few_fillers' };
}

function budgetRemark({ againstBudget: share }: Spoken): Remark | null {
  if (share === undefined) return null;
  if (share < short) return { about: 'short', figure: share };
  return share > long ? { about: 'long', figure: share } : null;
}
