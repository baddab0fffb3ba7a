import { describe, expect, test } from 'vitest';
import type { PointReport, Report, ThreadReport, TurnReport } from '../../types';
import {
  followUpNumber,
  leftOut,
  markOf,
  pointNumber,
  scorersOf,
  shownTurns,
  standingOn,
  summed,
  underlines,
  weakQuestions,
  wordsAlone,
} from './handed-back';

function point(change: Partial<PointReport> = {}): PointReport {
  return {
    id: 'k1',
    text: '監視',
    label: '',
    vital: true,
    form: 'bullet',
    line: 9,
    end: 9,
    unaided: 'missed',
    final: 'missed',
    asked: true,
    hinted: false,
    contradicted: false,
    unsure: false,
    own: false,
    evidence: null,
    won_by: '',
    ...change,
  };
}

function turn(id: string, kind: TurnReport['kind']): TurnReport {
  return { id, kind, who: kind === 'answer' ? 'candidate' : 'interviewer', text: id, at: 0 };
}

function thread(change: Partial<ThreadReport> = {}): ThreadReport {
  return {
    thread: 0,
    question: 'q1',
    text: '？',
    line: 7,
    outcome: 'answered',
    unaided: 0,
    final: 0,
    model_answer: '',
    answer_line: 9,
    points: [point()],
    turns: null,
    claims: null,
    ...change,
  };
}

describe('the mark of a key point', () => {
  test.each([
    [{ final: 'covered' }, 'covered'],
    [{ final: 'partial' }, 'partial'],
    [{ final: 'missed' }, 'missed'],
    [{ final: 'partial', unsure: true }, 'unsure'],
    [{ final: 'missed', asked: false, unsure: true }, 'not_asked'],
  ] as const)('%j is %s', (change, want) => {
    expect(markOf(point(change))).toBe(want);
  });
});

test('weak questions are those skipped or half answered, never those not asked', () => {
  const threads = [
    thread({ question: 'good', final: 0.7 }),
    thread({ question: 'weak', final: 0.69 }),
    thread({ question: 'skipped', outcome: 'skipped' }),
    thread({ question: 'later', outcome: 'not_asked' }),
    thread({ question: 'without points', points: [] }),
  ];
  const report = { sections: [{ title: '', unaided: 0, final: 0, threads }] } as unknown as Report;
  expect(weakQuestions(report)).toEqual(['weak', 'skipped']);
  expect(weakQuestions({ sections: null } as unknown as Report)).toEqual([]);
});

test('follow-ups and points are numbered from one', () => {
  const t = thread({
    turns: [turn('t1', 'question'), turn('t2', 'followup'), turn('t3', 'hint'), turn('t4', 'followup')],
    points: [point({ id: 'a' }), point({ id: 'b' })],
  });
  expect([followUpNumber(t, 't2'), followUpNumber(t, 't4'), followUpNumber(t, 't3')]).toEqual([1, 2, 0]);
  expect([pointNumber(t, 'a'), pointNumber(t, 'b'), pointNumber(t, 'c')]).toEqual([1, 2, 0]);
});

test('an answer is underlined for its own evidence and claims', () => {
  const t = thread({
    points: [
      point({ id: 'a', evidence: [{ turn: 'a1', start: 0, end: 3, text: '監' }] }),
      point({ id: 'b', evidence: [{ turn: 'a2', start: 3, end: 6, text: '視' }] }),
    ],
    claims: [{ turn: 'a1', key_point: 'b', start: 6, end: 9, text: 'x', sheet: 'y', line: 3 }],
  });
  expect(underlines(t, turn('a1', 'answer'))).toEqual([
    { start: 0, end: 3, tag: { point: 1, claim: false } },
    { start: 6, end: 9, tag: { point: 2, claim: true } },
  ]);
});

test('points stand on the lines that they share', () => {
  const points = [
    point({ id: 'above', line: 1, end: 2 }),
    point({ id: 'first', line: 3, end: 3 }),
    point({ id: 'across', line: 4, end: 9 }),
    point({ id: 'below', line: 6, end: 7 }),
  ];
  expect(standingOn(points, { from: 3, to: 5 }).map((p) => p.id)).toEqual(['first', 'across']);
});

test.each([
  [{ final: 'missed' }, true],
  [{ final: 'partial' }, true],
  [{ final: 'covered' }, false],
  [{ final: 'covered', unsure: true }, true],
  [{ final: 'missed', asked: false }, false],
] as const)('%j was left out: %s', (change, want) => {
  expect(leftOut(point(change))).toBe(want);
});

test('repetitions and the coach are not shown again', () => {
  const turns = (['question', 'repeat', 'answer', 'feedback'] as const).map((k) => turn(k, k));
  expect(shownTurns(thread({ turns })).map((t) => t.kind)).toEqual(['question', 'answer']);
});

test('a summary is about key points of the report, numbered as the report has them', () => {
  const threads = [
    thread({ thread: 1, question: 'q2', points: [point({ id: 'a' })] }),
    thread({ thread: 0, question: 'q1', points: [point({ id: 'b' })] }),
  ];
  const item = (thread: number, key_point: string) => ({ thread, key_point, text: key_point });
  const report = {
    sections: [{ title: '', unaided: 0, final: 0, threads }],
    summary: { strong: null, fix: [item(0, 'b'), item(1, 'b'), item(9, 'a'), item(1, 'a')] },
  } as unknown as Report;
  expect(summed(report, 'fix').map((s) => [s.number, s.thread, s.point.id])).toEqual([
    [2, 0, 'b'],
    [1, 1, 'a'],
  ]);
  expect(summed(report, 'strong')).toEqual([]);
  expect(summed({ ...report, summary: undefined }, 'fix')).toEqual([]);
});

test.each([
  [{ final: 'covered', words: 'partial' }, 'partial'],
  [{ final: 'covered', words: 'covered' }, null],
  [{ final: 'covered' }, null],
  [{ final: 'covered', words: 'missed', own: true }, null],
  [{ final: 'missed', words: 'partial', asked: false }, null],
] as const)('beside %j words alone say %j', (change, want) => {
  expect(wordsAlone(point(change))).toBe(want);
});

test('scorers are named once each, words first', () => {
  const by = (id: string, scorer?: string) => ({ ...turn(id, 'answer'), scorer });
  const threads = [
    thread({ turns: [by('a1', 'judge/1/m'), turn('t1', 'followup'), by('a2', 'lexical/1')] }),
    thread({ turns: [by('a3', 'judge/1/m'), by('a4')] }),
    thread({ turns: null }),
  ];
  expect(scorersOf(threads)).toEqual(['lexical/1', 'judge/1/m']);
});
