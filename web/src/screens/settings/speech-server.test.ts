import { describe, expect, test } from 'vitest';
import type { RecogniserServer, VoiceServer } from '../../speech/servers';
import { choiceOf, draftOf, noneOf, trialOf } from './speech-server';

const recogniser: RecogniserServer = {
  configured: true,
  fixed: false,
  base_url: 'http://127.0.0.1:8000/v1',
  key_set: true,
  model: 'small',
  terms: 'hotwords',
};
const voice: VoiceServer = {
  configured: true,
  fixed: false,
  base_url: 'http://127.0.0.1:8001/v1',
  key_set: false,
  model: 'kokoro',
  ja: 'jf_alpha',
  en: 'af_heart',
};

describe('a form that was not touched', () => {
  test('chooses the same recogniser, and leaves its key', () => {
    expect(choiceOf('recogniser', draftOf(recogniser))).toEqual({
      recogniser: { base_url: 'http://127.0.0.1:8000/v1', model: 'small', terms: 'hotwords' },
    });
  });

  test('chooses the same voice', () => {
    expect(choiceOf('voice', draftOf(voice))).toEqual({
      voice: { base_url: 'http://127.0.0.1:8001/v1', model: 'kokoro', ja: 'jf_alpha', en: 'af_heart' },
    });
  });
});

test('a key that was typed is sent, and edges are cut', () => {
  const draft = { ...draftOf(recogniser), base_url: ' http://h/v1 ', key: 'k' };
  expect(choiceOf('recogniser', draft).recogniser).toMatchObject({ base_url: 'http://h/v1', key: 'k' });
});

test('only one server is tried', () => {
  expect(trialOf('voice', draftOf(voice)).recogniser).toEqual({ base_url: '' });
  expect(trialOf('recogniser', draftOf(recogniser)).recogniser?.model).toBe('small');
});

test('none is an empty address', () => {
  expect(noneOf('voice')).toEqual({ voice: { base_url: '' } });
});
