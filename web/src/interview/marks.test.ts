import { describe, expect, test } from 'vitest';
import type { EventData, Presence, Verdict } from '../types';
import { answer, asked, Log, plan, turn } from './log.fake';
import { marks, readBy } from './marks';

describe('marks', () => {
  test('are the best that any answer made of a point', () => {
    const log = asked()
      .say('answer.given', answer('a1', 't2'))
      .score('a1', [{ level: 'partial', evidence: [{ start: 0, end: 1, text: 'x' }] }, { key_point: 'k2' }])
      .say('followup.asked', { ...turn('t3'), targets: ['k2'], reason: 'missed' })
      .say('answer.given', answer('a2', 't3'))
      .score('a2', [{ level: 'missed' }, { key_point: 'k2', level: 'covered' }]);
    expect(marks(log.view, 0).map((m) => m.level)).toEqual(['partial', 'covered']);
    expect(marks(log.view, 0)[0]?.evidence).toHaveLength(1);
  });

  test('follow the highest revision', () => {
    const log = asked().say('answer.given', answer('a1', 't2'));
    log.score('a1', [{ level: 'covered' }], 2).score('a1', [{ level: 'missed' }], 1);
    expect(marks(log.view, 0)[0]?.level).toBe('covered');
  });

  test('are not given for a question that was skipped', () => {
    const log = asked().say('thread.skipped', { thread: 0 });
    expect(marks(log.view, 0).every((m) => !m.asked)).toBe(true);
  });

  test('know a hint, unless the point had been covered before', () => {
    const log = asked()
      .say('answer.given', answer('a1', 't2'))
      .score('a1', [{ level: 'covered' }, { key_point: 'k2' }])
      .say('followup.asked', { ...turn('t3'), targets: ['k2'], reason: 'missed' })
      .say('hint.requested', { thread: 0, key_point: 'k1' })
      .say('hint.given', { ...turn('t4'), key_point: 'k1' })
      .say('hint.requested', { thread: 0, key_point: 'k2' })
      .say('hint.given', { ...turn('t5'), key_point: 'k2' });
    expect(marks(log.view, 0).map((m) => m.hinted)).toEqual([false, true]);
  });
});

/** One answer after another, each with its verdict on k1. */
function after(...verdicts: Partial<Verdict>[]) {
  const log = asked();
  verdicts.forEach((verdict, i) => {
    const id = `a${i + 1}`;
    log.say('answer.given', answer(id, 't2')).score(id, [verdict]);
  });
  return marks(log.view, 0)[0]!;
}

const parts = (...presence: Presence[]) => presence.map((p, i) => ({ text: `e${i}`, presence: p }));

describe('a judge’s verdicts', () => {
  const words: Partial<Verdict> = {
    level: 'covered',
    unsure: true,
    contradicted: true,
    evidence: [{ start: 0, end: 1, text: 'w' }],
  };
  const judge: Partial<Verdict> = { level: 'partial', evidence: [{ start: 3, end: 4, text: 'j' }] };

  test('take the place of those by words, upwards and downwards', () => {
    const log = asked().say('answer.given', answer('a1', 't2')).score('a1', [words]);
    expect(marks(log.view, 0)[0]).toMatchObject({ level: 'partial', contradicted: true });
    log.score('a1', [judge], 2);
    expect(marks(log.view, 0)[0]).toMatchObject({
      level: 'partial', unsure: false, contradicted: false, evidence: [{ turn: 'a1', text: 'j' }],
    });
    log.score('a1', [{ level: 'covered' }], 3);
    expect(marks(log.view, 0)[0]?.level).toBe('covered');
  });

  test('that come late leave other answers as they are', () => {
    const log = asked().say('answer.given', answer('a1', 't2')).score('a1', [{ level: 'missed' }]);
    log.say('answer.given', answer('a2', 't2')).score('a2', [{ level: 'covered' }]);
    log.score('a1', [{ level: 'partial' }], 2);
    expect(marks(log.view, 0)[0]?.level).toBe('covered');
    log.score('a2', [{ level: 'missed' }], 2);
    expect(marks(log.view, 0)[0]?.level).toBe('partial');
  });

  test('decide what a hint gave away', () => {
    const log = asked().say('answer.given', answer('a1', 't2')).score('a1', [{ level: 'missed' }]);
    log.say('hint.requested', { thread: 0, key_point: 'k1' });
    expect(marks(log.view, 0)[0]?.hinted).toBe(true);
    log.score('a1', [{ level: 'covered' }], 2);
    expect(marks(log.view, 0)[0]?.hinted).toBe(false);
  });
});

describe('several answers', () => {
  test('unite the parts of a point', () => {
    const half: Partial<Verdict> = { level: 'partial', elements: parts('present', 'absent') };
    expect(after(half).level).toBe('partial');
    expect(after(half, { level: 'partial', elements: parts('absent', 'present') }).level).toBe('covered');
    expect(after(half, { level: 'missed', elements: parts('absent', 'present') }).level).toBe('partial');
    expect(after(half, { level: 'partial', elements: parts('absent', 'partly') }).level).toBe('partial');
  });

  test('leave a word by grades as it is', () => {
    expect(after({ level: 'partial', elements: parts('present', 'present') }).level).toBe('partial');
  });

  test('that contradict something covered make it partial, until it is said rightly', () => {
    const covered: Partial<Verdict> = { level: 'covered', elements: parts('present') };
    const contrary: Partial<Verdict> = { level: 'missed', elements: parts('contradicted') };
    expect(after(covered, contrary)).toMatchObject({ level: 'partial', contradicted: true });
    expect(after(covered, contrary, covered)).toMatchObject({ level: 'covered', contradicted: false });
    const atLarge: Partial<Verdict> = { level: 'partial', contradicted: true };
    expect(after(atLarge, { level: 'partial' })).toMatchObject({ level: 'partial', contradicted: true });
    expect(after(atLarge, { level: 'covered' })).toMatchObject({ level: 'covered', contradicted: false });
  });

  test('are as sure as the surest, unless something may have been missed', () => {
    expect(after({ level: 'partial', unsure: true }, { level: 'partial' }).unsure).toBe(false);
    expect(after({ level: 'missed', unsure: true }, { level: 'missed' }).unsure).toBe(true);
    expect(after({ level: 'missed', unsure: true }, { level: 'partial' }).unsure).toBe(false);
  });
});

describe('marks are shown as', () => {
  const modelled: EventData['interview.planned'] = { ...plan, settings: { ...plan.settings, model: true } };
  const answered = (model: boolean) =>
    new Log()
      .say('interview.planned', model ? modelled : plan)
      .say('question.asked', turn('t1'))
      .say('answer.given', answer('a1', 't1'));
  const scored = () => answered(true).score('a1', [{ level: 'partial' }]);

  test('nobody’s in particular without a model, and before there are any', () => {
    expect(readBy(answered(false).score('a1', [{}]).view, 0)).toBe('');
    expect(readBy(answered(true).view, 0)).toBe('');
    expect(readBy(answered(true).view, 7)).toBe('');
  });

  test('words’ as long as the judge reads, who may be late', () => {
    expect(readBy(scored().view, 0)).toBe('reading');
    expect(readBy(scored().say('answer.unjudged', { answer: 'a1', code: 'late' }).view, 0)).toBe('reading');
  });

  test('the judge’s when they have come, late or not', () => {
    const late = scored().say('answer.unjudged', { answer: 'a1', code: 'late' });
    expect(readBy(late.score('a1', [{}], 2).view, 0)).toBe('judge');
  });

  test('words’ for good when the judge fails, or has not come by the end', () => {
    expect(readBy(scored().say('answer.unjudged', { answer: 'a1', code: 'unreachable' }).view, 0)).toBe('words');
    expect(readBy(scored().say('interview.finished', {}).view, 0)).toBe('words');
  });

  test('nobody’s for “I don’t know”, which is given to no judge', () => {
    const log = answered(true).say('answer.scored', {
      answer: 'a1', revision: 1, scores: { scorer: 'lexical/1', verdicts: null, dont_know: true },
    });
    expect(readBy(log.view, 0)).toBe('');
  });
});
