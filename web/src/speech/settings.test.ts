import { describe, expect, test } from 'vitest';
import { defaults, readSettings, writeSettings, type SpeechSettings } from './settings';

const shelf = (text: string | null) => ({ getItem: () => text });

const others: SpeechSettings = {
  microphone: 'a',
  recogniser: 'browser',
  consent: true,
  voice: 'browser',
  voiceNames: { ja: 'Kyoko', en: 'Daniel' },
  rate: 1.25,
  muted: true,
  pushToTalk: true,
  endAfter: 15,
  keepSound: true,
  headphones: true,
  advised: true,
  checked: true,
  byVoice: true,
};

describe('settings', () => {
  test('come back as they were chosen', () => {
    let kept = '';
    writeSettings({ setItem: (_, text) => (kept = text) }, others);
    expect(readSettings(shelf(kept))).toEqual(others);
  });

  test('send nothing away and keep no sound until that was chosen', () => {
    expect(defaults).toMatchObject({ consent: false, keepSound: false, endAfter: 0 });
    expect(defaults.recogniser).not.toBe('browser');
  });

  test.each([
    null,
    '',
    '{',
    'null',
    '[]',
    '3',
    '{"recogniser":"cloud","voice":7,"rate":9,"endAfter":5,"consent":"yes","voiceNames":null,"microphone":{}}',
  ])('are the defaults where %j was kept', (text) => {
    expect(readSettings(shelf(text))).toEqual(defaults);
  });

  test('live on without storage', () => {
    const full = {
      setItem() {
        throw new Error('full');
      },
    };
    expect(() => writeSettings(full, others)).not.toThrow();
    writeSettings(null, others);
    expect(readSettings(null)).toEqual(defaults);
  });
});
