import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Delivery, DeliverySummary } from '../../delivery-types';
import { ofAll, ofAnswer, remarks, usual, type Spoken } from './delivery';

const answer: Delivery = {
  method: 'delivery/1',
  lang: 'ja',
  voice: {
    first_word: 1500,
    length: 5200,
    speaking: 4000,
    pauses: { count: 1, longest: 1200, total: 1200 },
    longest_run: 2500,
    against_budget: 0.5,
  },
  heard: {
    words: 9,
    characters: 15.5,
    characters_per_minute: 232.5,
    morae_per_minute: 300,
    fillers: [{ start: 0, end: 9, text: 'えーと', kind: 'hesitation' }],
    fillers_per_minute: 15,
    endings: { polite: 1, plain: 1, other: 0 },
    conclusion_first: false,
  },
};

test('an answer has its figures', () => {
  expect(ofAnswer(answer)).toMatchObject({
    lang: 'ja',
    pace: 232.5,
    firstWord: 1500,
    fillers: 1,
    repeated: 0,
    conclusion: { first: 0, of: 1 },
  });
});

test('an answer without times has none, and no sentence about them', () => {
  const { voice: _, ...typed } = { ...answer, heard: { words: 9 } };
  const spoken = ofAnswer(typed);
  expect([spoken.length, spoken.pauses, spoken.conclusion]).toEqual([undefined, undefined, undefined]);
  expect(remarks(spoken)).toEqual([]);
});

test('several answers without times have none', () => {
  const summary: DeliverySummary = {
    lang: 'en',
    answers: 2,
    timed: 0,
    length: 0,
    speaking: 0,
    pauses: { count: 0, longest: 0, total: 0 },
    longest_run: 0,
    words: 20,
    fillers: 1,
    repeated_starts: 0,
    hedges: 2,
    conclusion_first: 0,
    conclusion_known: 0,
  };
  expect(ofAll(summary)).toMatchObject({ length: undefined, pauses: undefined, hedges: 2, conclusion: undefined });
});

describe('sentences', () => {
  const none: Spoken = { lang: 'ja', fillers: 0, repeated: 0, hedges: 0 };
  test.each<[string, Partial<Spoken>, string[]]>([
    ['a slow pace', { pace: 219 }, ['slow']],
    ['the usual pace', { pace: 220 }, ['usual_pace']],
    ['a fast pace', { pace: 351 }, ['fast']],
    ['the usual pace in English', { lang: 'en', pace: 140 }, ['usual_pace']],
    ['no filler that was heard', { fillersPerMinute: 0 }, []],
    ['few fillers', { fillers: 2, fillersPerMinute: 5 }, ['few_fillers']],
    ['many fillers', { fillers: 9, fillersPerMinute: 5.1 }, ['many_fillers']],
    ['a pause to think', { firstWord: 5000 }, []],
    ['a late beginning', { firstWord: 5001 }, ['late']],
    ['two fillers in a short answer', { fillers: 2, fillersPerMinute: 20 }, ['few_fillers']],
    ['a short answer', { againstBudget: 0.59 }, ['short']],
    ['a long answer', { againstBudget: 1.41 }, ['long']],
    ['mixed endings', { endings: { polite: 3, plain: 1, other: 2 } }, ['mixed_endings']],
    ['plain endings', { endings: { polite: 0, plain: 4, other: 2 } }, []],
  ])('%s', (_, part, want) => {
    expect(remarks({ ...none, ...part }).map((r) => r.about)).toEqual(want);
  });
});

const ranges = join(import.meta.dirname, '../../../../qa/delivery/ranges.go');

test.skipIf(!existsSync(ranges))('what is usual is what the server measures against', () => {
  const source = readFileSync(ranges, 'utf8');
  const constant = (name: string) => Number(new RegExp(`\\b${name}\\s+= ([0-9.]+)`).exec(source)?.[1]);
  const morae = constant('MoraePerCharacter');
  const { ja, en } = usual.pace;
  expect(ja).toEqual({
    low: constant('comfortableLow'),
    high: constant('comfortableHigh'),
    typical: constant('newsCharacters'),
  });
  expect([en.low, en.high]).toEqual([constant('englishLow'), constant('englishHigh')]);
  expect(usual.morae).toEqual({ low: ja.low * morae, high: ja.high * morae, typical: ja.typical * morae });
  expect(usual.fillersPerHundred).toEqual({ ja: constant('fillersJapanese'), en: constant('fillersEnglish') });
  expect(usual.fillersPerMinute).toBe(constant('fillersHarmless'));
});
