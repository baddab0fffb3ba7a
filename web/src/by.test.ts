import { expect, test } from 'vitest';
import { isJudge, modelOf } from './by';

test.each([
  ['followup/2/llama3', 'llama3'],
  ['summary/1/meta-llama/Llama-3.1-8B', 'meta-llama/Llama-3.1-8B'],
  ['judge/3/small+large', 'small+large'],
  ['lexical/1', ''],
  ['summary/1/', ''],
  ['', ''],
  [undefined, ''],
])('%j was by %j', (by, want) => {
  expect(modelOf(by)).toBe(want);
});

test('a judge is told from words', () => {
  expect(['judge/1/llama3', 'lexical/1', '', undefined].map(isJudge)).toEqual([true, false, false, false]);
});
