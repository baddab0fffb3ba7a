import { expect, test } from 'vitest';
import type { Settings } from '../../types';
import { defaults, remember, rememberedManner, rememberedQuestions } from './choice';

function shelf(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as unknown as Storage;
}

const settings: Settings = {
  questions: ['q2'],
  count: 1,
  order: 'weakest',
  follow_ups: 5,
  mode: 'coach',
  persona: 'demanding',
  lang: 'en',
  timed: true,
  model: false,
};

test('the first time there are defaults', () => {
  expect(rememberedManner(shelf())).toEqual(defaults);
  expect(rememberedManner(null)).toEqual(defaults);
  expect(rememberedQuestions(shelf(), 's1', ['q1'])).toEqual({ questions: ['q1'], count: 0, lang: '' });
});

test('the next time there is what was chosen', () => {
  const s = shelf();
  remember(s, 's1', settings);
  expect(rememberedManner(s)).toEqual({
    order: 'weakest',
    follow_ups: 5,
    mode: 'coach',
    persona: 'demanding',
    timed: true,
    model: false,
  });
  expect(rememberedQuestions(s, 's1', ['q1', 'q2'])).toEqual({ questions: ['q2'], count: 1, lang: 'en' });
});

test('a model is used until somebody does without', () => {
  const s = shelf();
  s.setItem('mondo.manner', '{"order":"sheet","follow_ups":2}');
  expect(rememberedManner(s).model).toBe(true);
  remember(s, 's1', settings);
  expect(rememberedManner(s).model).toBe(false);
});

test('questions are remembered for their sheet, and as far as it still has them', () => {
  const s = shelf();
  remember(s, 's1', settings);
  expect(rememberedQuestions(s, 's2', ['q1', 'q2']).questions).toEqual(['q1', 'q2']);
  expect(rememberedQuestions(s, 's1', ['q3', 'q4']).questions).toEqual(['q3', 'q4']);
});

test('what is kept and makes no sense is passed over', () => {
  const s = shelf();
  s.setItem('mondo.manner', '{"order":"random","follow_ups":99,"mode":3}');
  s.setItem('mondo.chosen.s1', '[]');
  expect(rememberedManner(s)).toEqual(defaults);
  expect(rememberedQuestions(s, 's1', ['q1']).questions).toEqual(['q1']);
});
