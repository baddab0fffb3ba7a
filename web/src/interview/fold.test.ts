import { describe, expect, test } from 'vitest';
import type { FromServer } from '../types';
import { answerTime, apply, elapsed, empty, leavesGap, thinking } from './fold';
import { answer, asked, turn } from './log.fake';
import { pagesOf } from './pages';

describe('events', () => {
  test('open a turn, and an answer closes it', () => {
    const log = asked();
    expect(log.view.open?.id).toBe('t2');
    expect(thinking(log.view)).toBe(false);
    log.say('answer.given', answer('a1', 't2'));
    expect(log.view.open).toBeNull();
    expect(thinking(log.view)).toBe(true);
    expect(log.view.utterances.map((u) => u.who)).toEqual(['interviewer', 'interviewer', 'candidate']);
  });

  test('that were seen before change nothing', () => {
    const log = asked();
    const event = { type: 'event', seq: 3, at: 3000, kind: 'question.asked', data: turn('t2') } as const;
    expect(apply(log.view, event)).toBe(log.view);
  });

  test('that leave a gap change nothing, and are told apart', () => {
    const { view } = asked();
    const event = { type: 'event', seq: 9, at: 9, kind: 'thread.skipped', data: { thread: 0 } } as const;
    expect(leavesGap(view, event)).toBe(true);
    expect(apply(view, event)).toBe(view);
  });

  test('that this page does not know count, and change nothing else', () => {
    const { view } = asked();
    const event = { type: 'event', seq: 4, at: 4, kind: 'moon.rose', data: {} } as unknown as FromServer;
    expect(apply(view, event)).toEqual({ ...view, seq: 4 });
  });

  test('keep the question open through a hint and a repetition', () => {
    const log = asked().say('hint.requested', { thread: 0, key_point: 'k1' });
    expect(log.view.open).toBeNull();
    log.say('hint.given', { ...turn('t3'), key_point: 'k1' });
    expect(log.view.open?.id).toBe('t2');
    log.say('repeat.requested', { thread: 0 }).say('question.repeated', turn('t4'));
    expect(log.view.open).toEqual({ id: 't2', wants: 'answer', since: 3000, pausedBefore: 0 });
  });

  test('ask to go on after feedback', () => {
    const log = asked()
      .say('answer.given', answer('a1', 't2'))
      .say('thread.closed', { thread: 0, cause: 'covered' })
      .say('feedback.given', turn('t3'));
    expect(log.view.open).toMatchObject({ id: 't3', wants: 'continue' });
    log.say('thread.continued', { thread: 0 });
    expect(log.view.open).toBeNull();
    expect(log.view.threads[0]?.cause).toBe('covered');
  });

  test('end the interview', () => {
    const log = asked()
      .say('finish.requested', {})
      .say('closing.said', turn('t3', -1))
      .say('interview.finished', {});
    expect(log.view).toMatchObject({ finished: true, finishedAt: 6000, open: null });
    expect(thinking(log.view)).toBe(false);
  });
});

describe('a growing turn', () => {
  const begun = () =>
    asked()
      .say('answer.given', answer('a1', 't2'))
      .hear({ type: 'turn', turn: 't3', kind: 'followup', thread: 0 });

  test('takes deltas and drops what it has', () => {
    const log = begun().hear(
      { type: 'delta', turn: 't3', offset: 0, text: 'もう少し' },
      { type: 'delta', turn: 't3', offset: 2, text: '少し詳しく' },
    );
    expect(log.view.growing?.text).toBe('もう少し詳しく');
  });

  test('counts offsets in UTF-16 units', () => {
    const log = begun().hear(
      { type: 'delta', turn: 't3', offset: 0, text: '𠮷野' },
      { type: 'delta', turn: 't3', offset: 3, text: '家' },
    );
    expect(log.view.growing?.text).toBe('𠮷野家');
  });

  test('leaves out a delta after a gap, and one of another turn', () => {
    const log = begun().hear(
      { type: 'delta', turn: 't3', offset: 5, text: 'x' },
      { type: 'delta', turn: 't9', offset: 0, text: 'x' },
    );
    expect(log.view.growing?.text).toBe('');
  });

  test('is taken back and starts again', () => {
    const log = begun().hear(
      { type: 'delta', turn: 't3', offset: 0, text: 'wrong' },
      { type: 'withdraw', turn: 't3' },
      { type: 'delta', turn: 't3', offset: 0, text: 'right' },
    );
    expect(log.view.growing?.text).toBe('right');
  });

  test('that was taken back keeps the room of the longest that was said', () => {
    const log = begun().hear(
      { type: 'delta', turn: 't3', offset: 0, text: 'much too long' },
      { type: 'withdraw', turn: 't3' },
    );
    expect(log.view.growing).toMatchObject({ text: '', withdrawn: 'much too long' });
    log.hear({ type: 'delta', turn: 't3', offset: 0, text: 'short' }, { type: 'withdraw', turn: 't3' });
    expect(log.view.growing?.withdrawn).toBe('much too long');
    log.hear({ type: 'turn', turn: 't3', kind: 'followup', thread: 0 });
    expect(log.view.growing?.withdrawn).toBe('much too long');
    log.say('followup.asked', { ...turn('t3', 0, 'right'), targets: ['k2'], reason: 'missed' });
    expect(log.view.utterances.at(-1)).toMatchObject({ text: 'right', withdrawn: 'much too long' });
  });

  test('of another id is not taken back', () => {
    const log = begun().hear({ type: 'delta', turn: 't3', offset: 0, text: 'x' }, { type: 'withdraw', turn: 't2' });
    expect(log.view.growing).toMatchObject({ text: 'x' });
    expect(log.view.growing?.withdrawn).toBeUndefined();
  });

  test('keeps its text when it is begun again after a reconnection', () => {
    const log = begun().hear(
      { type: 'delta', turn: 't3', offset: 0, text: 'half' },
      { type: 'turn', turn: 't3', kind: 'followup', thread: 0 },
    );
    expect(log.view.growing?.text).toBe('half');
    log.hear({ type: 'delta', turn: 't3', offset: 0, text: 'half a' });
    expect(log.view.growing?.text).toBe('half a');
  });

  test('gives way to its event, whose text is the truth', () => {
    const log = begun()
      .hear({ type: 'delta', turn: 't3', offset: 0, text: 'nearly' })
      .say('followup.asked', { ...turn('t3', 0, 'exactly'), targets: ['k2'], reason: 'missed' });
    expect(log.view.growing).toBeNull();
    expect(log.view.utterances.at(-1)?.text).toBe('exactly');
    log.hear({ type: 'turn', turn: 't3', kind: 'followup', thread: 0 });
    expect(log.view.growing).toBeNull();
  });
});

describe('clocks', () => {
  test('stand still in a pause', () => {
    const log = asked();
    expect(answerTime(log.view, 13_000)).toBe(10_000);
    log.say('interview.paused', {}, 13_000);
    expect(answerTime(log.view, 99_000)).toBe(10_000);
    expect(elapsed(log.view, 99_000)).toBe(12_000);
    log.say('interview.resumed', {}, 100_000);
    expect(answerTime(log.view, 105_000)).toBe(15_000);
    expect(elapsed(log.view, 105_000)).toBe(17_000);
  });

  test('of an answer go on through a hint', () => {
    const log = asked().say('hint.requested', { thread: 0, key_point: 'k1' }, 8000);
    expect(answerTime(log.view, 9000)).toBe(6000);
    log.say('hint.given', { ...turn('t3'), key_point: 'k1' }, 10_000);
    expect(answerTime(log.view, 11_000)).toBe(8000);
  });

  test('stop with the interview, also when it ends in a pause', () => {
    const log = asked()
      .say('interview.paused', {}, 5000)
      .say('finish.requested', {}, 9000)
      .say('interview.finished', {}, 10_000);
    expect(elapsed(log.view, 99_000)).toBe(5000);
  });
});

describe('pages', () => {
  test('hold one question each, the greeting with the first', () => {
    const log = asked()
      .say('thread.skipped', { thread: 0 })
      .say('thread.closed', { thread: 0, cause: 'skipped' })
      .say('question.asked', turn('t3', 1))
      .say('closing.said', turn('t4', -1));
    expect(pagesOf(log.view).map((p) => [p.thread, p.utterances.map((u) => u.id)])).toEqual([
      [0, ['t1', 't2']],
      [1, ['t3']],
      [-1, ['t4']],
    ]);
  });

  test('turn as soon as the next question begins to be said', () => {
    const log = asked()
      .say('thread.closed', { thread: 0, cause: 'covered' })
      .hear({ type: 'turn', turn: 't3', kind: 'question', thread: 1 });
    expect(pagesOf(log.view).at(-1)).toMatchObject({ thread: 1, utterances: [] });
  });

  test('are never none', () => {
    expect(pagesOf(empty)).toHaveLength(1);
  });
});
