import { expect, test } from 'vitest';
import { recogniserFor, type Available, type Recognition, type RecogniserChoice } from './recogniser';

const all: Available = { server: true, browser: true, consent: true };

test.each<[string, RecogniserChoice, Partial<Available>, Recognition]>([
  ['a server', 'server', {}, { by: 'server' }],
  ['a server that is not there is not replaced', 'server', { server: false }, { by: 'nobody', why: 'no_server' }],
  ['the browser', 'browser', {}, { by: 'browser' }],
  ['the browser, not asked yet', 'browser', { consent: false }, { by: 'nobody', why: 'not_asked' }],
  ['a browser without', 'browser', { browser: false }, { by: 'nobody', why: 'no_browser' }],
  ['nobody', 'none', {}, { by: 'nobody', why: 'chosen' }],
])('%s', (_, choice, there, want) => {
  expect(recogniserFor(choice, { ...all, ...there })).toEqual(want);
});
