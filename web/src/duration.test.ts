import { expect, test } from 'vitest';
import { expectedSeconds } from './duration';

const questions = [{ seconds: 60 }, { seconds: 120 }];

test('nothing takes no time', () => {
  expect(expectedSeconds([], 0, 2)).toBe(0);
});

test('without follow-ups it is the answers and the questions', () => {
  expect(expectedSeconds(questions, 0, 0)).toBe(60 + 120 + 24);
});

test('a part takes its share', () => {
  expect(expectedSeconds(questions, 1, 0)).toBe((60 + 120 + 24) / 2);
  expect(expectedSeconds(questions, 5, 0)).toBe(60 + 120 + 24);
});

test('follow-ups take time', () => {
  expect(expectedSeconds(questions, 0, 3)).toBeGreaterThan(expectedSeconds(questions, 0, 2));
});
