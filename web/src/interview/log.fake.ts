// A log in the making, and an interview of two questions to make it of.

import type { EventData, EventKind, FromServer, PlannedQuestion, Verdict } from '../types';
import { apply, empty, type View } from './fold';

const question: PlannedQuestion = {
  section: '経験',
  id: 'q1',
  text: '運用の経験を教えてください',
  line: 7,
  model_answer: '- 監視\n- 手順書',
  answer_line: 9,
  answer_end: 10,
  key_points: [
    { id: 'k1', text: '監視', label: '', vital: true, form: 'bullet', line: 9, end: 9 },
    { id: 'k2', text: '手順書', label: '', vital: false, form: 'bullet', line: 10, end: 10 },
  ],
  seconds: 60,
};

export const plan: EventData['interview.planned'] = {
  sheet: 's1',
  sheet_title: '面接',
  sheet_version: 'v',
  settings: {
    questions: [],
    count: 0,
    order: 'sheet',
    follow_ups: 2,
    mode: 'coach',
    persona: 'neutral',
    lang: 'ja',
    timed: true,
  },
  seed: '1',
  questions: [question, { ...question, id: 'q2' }],
};

/** A log in the making: each step is one event, a second after the one before. */
export class Log {
  view: View = empty;

  say<K extends EventKind>(kind: K, data: EventData[K], at?: number): this {
    const seq = this.view.seq + 1;
    const event = { type: 'event', seq, at: at ?? seq * 1000, kind, data } as FromServer;
    this.view = apply(this.view, event);
    return this;
  }

  hear(...frames: FromServer[]): this {
    for (const frame of frames) this.view = apply(this.view, frame);
    return this;
  }

  score(answer: string, verdicts: Partial<Verdict>[], revision = 1): this {
    const full = verdicts.map((v) => ({ key_point: 'k1', level: 'missed', confidence: 1, ...v }));
    return this.say('answer.scored', {
      answer,
      revision,
      scores: { scorer: 'lexical/1', verdicts: full as Verdict[] },
    });
  }
}

export const turn = (id: string, thread = 0, text = id) => ({ turn: id, thread, text });

export const answer = (id: string, to: string, thread = 0) => ({
  answer: id,
  thread,
  to,
  text: `answer ${id}`,
  modality: 'typed',
  took: 1,
});

export function asked(): Log {
  return new Log()
    .say('interview.planned', plan)
    .say('greeting.said', turn('t1', -1))
    .say('question.asked', turn('t2'));
}
