import { expect, test } from 'vitest';
import { Composition, type Key } from './ime';

const enter: Key = {
  key: 'Enter',
  isComposing: false,
  keyCode: 13,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  timeStamp: 10_000,
};

test.each<[string, Partial<Key>, boolean]>([
  ['Enter', {}, true],
  ['Ctrl+Enter', { ctrlKey: true }, true],
  ['Command+Enter', { metaKey: true }, true],
  ['Shift+Enter', { shiftKey: true }, false],
  ['Alt+Enter', { altKey: true }, false],
  ['another key', { key: 'a' }, false],
  ['Enter that settles a conversion', { isComposing: true }, false],
  ['Enter that an input method took', { keyCode: 229 }, false],
])('%s', (_, key, sends) => {
  expect(new Composition().sends({ ...enter, ...key })).toBe(sends);
});

test('Enter during a composition does not send, whatever the event says', () => {
  const composition = new Composition();
  composition.start();
  expect(composition.sends(enter)).toBe(false);
});

test('Enter that comes with the end of a composition does not send', () => {
  const composition = new Composition();
  composition.start();
  composition.end({ timeStamp: 10_000 });
  expect(composition.sends({ ...enter, timeStamp: 9_999 })).toBe(false);
  expect(composition.sends({ ...enter, timeStamp: 10_004 })).toBe(false);
  expect(composition.sends({ ...enter, timeStamp: 10_200 })).toBe(true);
});
