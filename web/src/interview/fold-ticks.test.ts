import { expect, test } from 'vitest';
import type { EventData, EventKind, FromServer, KeyPoint } from '../types';
import { apply, empty } from './fold';
import { askedOf, marks } from './marks';

const point = (id: string): KeyPoint => ({ id, text: id, label: '', vital: true, form: 'bullet', line: 1, end: 1 });

/** One question, answered once: k1 was heard in the first words, k2 could not be told. */
function closed() {
  let view = empty;
  const say = <K extends EventKind>(kind: K, data: EventData[K]) => {
    const seq = view.seq + 1;
    view = apply(view, { type: 'event', seq, at: seq, kind, data } as FromServer);
  };
  const question = {
    id: 'q1', text: 'Q', line: 1, model_answer: '', answer_line: 1, answer_end: 1,
    key_points: [point('k1'), point('k2')], section: '', seconds: 0,
  };
  say('interview.planned', { questions: [question] } as unknown as EventData['interview.planned']);
  say('question.asked', { turn: 't1', thread: 0, text: 'Q' });
  say('answer.given', { answer: 'a1', thread: 0, to: 't1', text: 'First. Second.', modality: 'typed', took: 1 });
  say('answer.scored', {
    answer: 'a1',
    revision: 1,
    scores: {
      scorer: 'lexical/1',
      verdicts: [
        { key_point: 'k1', level: 'covered', confidence: 1, evidence: [{ start: 0, end: 6, text: 'First.' }] },
        { key_point: 'k2', level: 'partial', confidence: 0, unsure: true, contradicted: true },
      ],
    },
  });
  say('thread.closed', { thread: 0, cause: 'limit' });
  return {
    tick: (level: 'covered' | 'missed' | '') =>
      say('point.ticked', {
        thread: 0, key_point: 'k2', answer: level === 'covered' ? 'a1' : '', level,
        ...(level === 'covered' ? { words: { start: 7, end: 14, text: 'Second.' } } : {}),
      }),
    mark: () => marks(view, 0)[1]!,
    asked: () => askedOf(view, 0),
  };
}

test('what may be asked comes with what was said, and with what others rest on', () => {
  const [, k2] = closed().asked();
  expect(k2).toMatchObject({ thread: 0, unsure: true, own: false, answers: [{ id: 'a1', text: 'First. Second.' }] });
  expect(k2?.elsewhere).toEqual([{ start: 0, end: 6, text: 'First.', turn: 'a1' }]);
});

test('a tick overrules the scorer until it is taken back', () => {
  const one = closed();
  one.tick('covered');
  expect(one.mark()).toMatchObject({ level: 'covered', own: true, unsure: false, contradicted: false });
  expect(one.mark().evidence).toEqual([{ start: 7, end: 14, text: 'Second.', turn: 'a1' }]);
  one.tick('missed');
  expect(one.mark()).toMatchObject({ level: 'missed', own: true, unsure: false, evidence: [] });
  one.tick('');
  expect(one.mark()).toMatchObject({ level: 'partial', own: false, unsure: true, contradicted: true });
});
