import { expect, test } from 'vitest';
import { isFree } from './keys';

/** An element as `closest` sees it: itself, and in a document with a dialog or none. */
function element(matches: (selector: string) => boolean, dialog = false): EventTarget {
  const self = {
    closest: (selector: string) => (matches(selector) ? self : null),
    ownerDocument: { querySelector: () => (dialog ? {} : null) },
  };
  return self as unknown as EventTarget;
}

const body = element(() => false);
const field = element((s) => s.startsWith('textarea'));
const button = element((s) => s.startsWith('button'));
const speak = element((s) => s.startsWith('button') || s === '[data-speak]');

const press = {
  target: body,
  defaultPrevented: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  code: 'Space',
};

test.each<[string, Partial<Parameters<typeof isFree>[0]>, boolean]>([
  ['a space on the page', {}, true],
  ['a space in a field', { target: field }, false],
  ['a space on a button', { target: button }, false],
  ['a space on the button that it presses', { target: speak }, true],
  ['a letter on a button', { target: button, code: 'KeyM' }, true],
  ['a letter in a field', { target: field, code: 'KeyM' }, false],
  ['a key over a dialog', { target: element(() => false, true) }, false],
  ['a key with a modifier', { ctrlKey: true }, false],
  ['a key that somebody took', { defaultPrevented: true }, false],
  ['a key of an input method', { isComposing: true }, false],
  ['a key on the window', { target: {} as EventTarget }, true],
])('%s', (_, part, free) => {
  expect(isFree({ ...press, ...part })).toBe(free);
});
