import { expect, test } from 'vitest';
import { en } from './en';
import { ja } from './ja';
import { preferred } from './preferred';

test.each([
  [null, ['ja-JP', 'en'], 'ja'],
  [null, ['en-US'], 'en'],
  [null, ['fr-FR', 'JA'], 'ja'],
  [null, ['fr-FR'], 'en'],
  [null, [], 'en'],
  ['en', ['ja'], 'en'],
  ['xx', ['ja'], 'ja'],
] as const)('chosen %s, browser %j: %s', (chosen, browser, want) => {
  expect(preferred(chosen, browser)).toBe(want);
});

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, v]) => leaves(v, `${path}.${key}`));
}

test('every word is there in both languages', () => {
  const empty = (dictionary: unknown) =>
    leaves(dictionary)
      .filter(([, v]) => v === '')
      .map(([path]) => path);
  expect(empty(ja)).toEqual(empty(en));
  expect(leaves(ja).map(([path]) => path)).toEqual(leaves(en).map(([path]) => path));
});

test('English counts one and many', () => {
  expect([en.library.questions(1), en.library.questions(2)]).toEqual(['1 question', '2 questions']);
});
