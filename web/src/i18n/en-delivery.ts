// The words about how answers were spoken in English.

import { clock } from '../format';
import type { Remark } from '../screens/report/delivery';
import type { Lang } from '../types';

const whole = (n: number) => String(Math.round(n));
const tenth = (n: number) => (Math.round(n * 10) / 10).toFixed(1);

const pace: Record<Lang, (n: number) => string> = {
  ja: (n) => `${whole(n)} characters a minute`,
  en: (n) => `${whole(n)} words a minute`,
};

export const delivery = {
  title: 'How you spoke',
  about: 'Figures, and no part of the coverage. What recognisers leave out, such as “um”, is not in them.',
  ofAnswers: (spoken: number) => (spoken === 1 ? '1 spoken answer' : `${spoken} spoken answers`),
  open: 'How it was spoken',
  overTime: { title: 'How you spoke, over time', when: 'Interview', perMinute: 'Fillers a minute', pauses: 'Pauses over 1 s, a minute', unknown: '—' },
  names: {
    pace: 'Pace',
    morae: 'Morae a minute',
    firstWord: 'To the first word',
    length: 'Length',
    pauses: 'Pauses over 1 s',
    longestRun: 'Longest stretch without a pause',
    fillers: 'Fillers heard',
    repeated: 'Begun twice',
    hedges: 'Hedges',
    sentences: { ja: 'Characters in a sentence', en: 'Words in a sentence' },
    endings: 'Endings',
    conclusion: 'Conclusion first',
  },
  pace,
  perMinute: whole,
  seconds: (ms: number) => `${tenth(ms / 1000)} s`,
  length: (ms: number, share: number | undefined) =>
    clock(ms) + (share === undefined ? '' : ` (${whole(share * 100)}% of the model answer’s)`),
  pauses: (count: number, longest: number) => (count === 0 ? 'none' : `${count}, ${tenth(longest / 1000)} s at most`),
  fillers: (count: number, perMinute: number | undefined, perHundred: number | undefined) => {
    if (count === 0) return 'none';
    const rates = [
      perMinute === undefined ? '' : `${tenth(perMinute)} a minute`,
      perHundred === undefined ? '' : `${tenth(perHundred)} per 100 words`,
    ];
    return [String(count), ...rates].filter(Boolean).join(', ');
  },
  sentences: (mean: number, longest: number) => `${whole(mean)} on average, ${whole(longest)} at most`,
  endings: (polite: number, plain: number, other: number) =>
    `${polite} polite, ${plain} plain${other > 0 ? `, ${other} other` : ''}`,
  conclusion: (first: number, of: number) => (of === 1 ? (first ? 'yes, it seems' : 'no, it seems') : `${first} of ${of}, it seems`),
  usual: {
    between: (low: number, high: number) => `usual: ${whole(low)} to ${whole(high)}`,
    news: (n: number) => `, news ${whole(n)}`,
    fillers: (perMinute: number, perHundred: number) => `up to ${perMinute} a minute does no harm; the mean is ${perHundred} per 100 words`,
  },
  remarks: {
    slow: (n: number, lang: Lang) => `You spoke slowly: ${pace[lang](n)}.`,
    usual_pace: (n: number, lang: Lang) => `Your pace was the usual one: ${pace[lang](n)}.`,
    fast: (n: number, lang: Lang) => `You spoke fast: ${pace[lang](n)}.`,
    many_fillers: (n: number) => `There were about ${whole(n)} fillers a minute, such as “um” or “you know”.`,
    few_fillers: () => 'There were few fillers.',
    late: (ms: number) => `It took you ${whole(ms / 1000)} s to begin.`,
    short: (share: number) => `You took ${whole(share * 100)}% of the time that the model answer needs.`,
    long: (share: number) => `You took ${tenth(share)} times as long as the model answer needs.`,
    mixed_endings: () => 'Polite and plain sentences were mixed.',
  } satisfies Record<Remark['about'], (n: number, lang: Lang) => string>,
  sources: {
    title: 'Where the usual figures come from',
    list: {
      ja: [
        'Japanese pace: the news is read at about 300 characters a minute (NHK); trainers of speakers call 220 to 350 easy to follow. The figure in morae follows from it.',
        'Fillers for a hundred words: the mean of Japanese speakers (Watanabe, KAKEN 15K02553).',
        'Fillers a minute: listeners rated speeches with five like those with none (Laske and DiGennaro Reed, 2024, doi:10.1002/jaba.1093).',
      ],
      en: [
        'Pace: trainers of English speakers advise 120 to 160 words a minute.',
        'Fillers for a hundred words: the mean of English speakers (Watanabe, KAKEN 15K02553).',
        'Fillers a minute: listeners rated speeches with five like those with none (Laske and DiGennaro Reed, 2024, doi:10.1002/jaba.1093).',
      ],
    },
  },
  heard: 'Heard, before you corrected it',
  spoken: 'Spoken',
  listen: 'Your recording',
  remove: 'Delete the recording',
  removeTitle: 'Delete this recording?',
  removeText: 'The sound is lost for good. The text and the figures stay.',
  filler: 'filler',
};
