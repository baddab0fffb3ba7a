import { expect, test } from 'vitest';
import { EnterKey, type Key } from './ime';

const enter: Key = {
  key: 'Enter',
  isComposing: false,
  keyCode: 13,
  shiftKey: false,
  altKey: false,
  timeStamp: 10_000,
};

test.each<[string, Partial<Key>, boolean]>([
  ['Enter', {}, true],
  ['Shift+Enter', { shiftKey: true }, false],
  ['Alt+Enter', { altKey: true }, false],
  ['another key', { key: 'a' }, false],
  ['Enter that settles a conversion', { isComposing: true }, false],
  ['Enter that an input method took', { keyCode: 229 }, false],
])('%s', (_, key, sends) => {
  expect(new EnterKey().pressed({ ...enter, ...key })).toBe(sends);
});

test('Enter during a composition does not send, whatever the event says', () => {
  const key = new EnterKey();
  key.compositionStart();
  expect(key.pressed(enter)).toBe(false);
});

test('Enter that comes with the end of a composition does not send', () => {
  const key = new EnterKey();
  key.compositionStart();
  key.compositionEnd({ timeStamp: 10_000 });
  expect(key.pressed({ ...enter, timeStamp: 9_999 })).toBe(false);
  expect(key.pressed({ ...enter, timeStamp: 10_004 })).toBe(false);
  expect(key.pressed({ ...enter, timeStamp: 10_200 })).toBe(true);
});

test('a line break after Enter that sent is dropped, once', () => {
  const key = new EnterKey();
  key.pressed(enter);
  expect(key.lineBreak({ isComposing: false })).toBe('drop');
});

test('a line break of Shift+Enter stays', () => {
  const key = new EnterKey();
  key.pressed({ ...enter, shiftKey: true });
  expect(key.lineBreak({ isComposing: false })).toBe('keep');
});

test('a line break whose key press did not tell sends', () => {
  const key = new EnterKey();
  key.pressed({ ...enter, key: 'Unidentified', keyCode: 229 });
  expect(key.lineBreak({ isComposing: false })).toBe('send');
  expect(key.lineBreak({ isComposing: true })).toBe('keep');
});
