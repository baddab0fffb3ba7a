import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../clock.fake';
import { BrowserVoice, voicesOf } from './browser-voice';
import type { VoiceError } from './speaker';

class FakeSynthesis extends EventTarget {
  voices: SpeechSynthesisVoice[] = [];
  spoken: SpeechSynthesisUtterance[] = [];
  did: string[] = [];
  getVoices = () => this.voices;

  speak(utterance: SpeechSynthesisUtterance) {
    this.spoken.push(utterance);
  }

  cancel() {
    this.did.push('cancel');
  }

  resume() {
    this.did.push('resume');
  }

  /** The list comes late. */
  find(...voices: SpeechSynthesisVoice[]) {
    this.voices = voices;
    this.dispatchEvent(new Event('voiceschanged'));
  }
}

const named = (name: string, lang: string, localService = true) =>
  ({ name, lang, localService }) as SpeechSynthesisVoice;
const kyoko = named('Kyoko', 'ja-JP');
const otoya = named('Otoya', 'ja-JP');
const remote = named('Remote', 'ja-JP', false);
const daniel = named('Daniel', 'en-GB');

let clock: FakeClock;
let synthesis: FakeSynthesis;
let chosen: { name: string; rate: number };
let voice: BrowserVoice;
let outcome: string;
let stop: AbortController;

beforeEach(() => {
  clock = new FakeClock();
  synthesis = new FakeSynthesis();
  synthesis.voices = [remote, kyoko, otoya, daniel];
  chosen = { name: '', rate: 1 };
  stop = new AbortController();
  voice = new BrowserVoice({
    synthesis: synthesis as unknown as SpeechSynthesis,
    utterance: (text) => ({ text }) as SpeechSynthesisUtterance,
    clock,
    choice: () => chosen,
  });
});

async function say(text: string): Promise<SpeechSynthesisUtterance> {
  outcome = '';
  voice.say(text, 'ja', stop.signal).then(
    () => (outcome = 'said'),
    (error: unknown) => (outcome = (error as VoiceError).trouble),
  );
  await settle();
  return synthesis.spoken.at(-1)!;
}

const happen = async (utterance: SpeechSynthesisUtterance, what: 'onstart' | 'onend' | 'onerror', error = '') => {
  (utterance[what] as ((event: unknown) => void) | null)?.({ error });
  await settle();
};

describe('a sentence', () => {
  test('is said by a voice of the language that is on this machine', async () => {
    const utterance = await say('はい。');
    expect(utterance).toMatchObject({ text: 'はい。', voice: kyoko, lang: 'ja-JP', rate: 1 });
    await happen(utterance, 'onstart');
    expect(outcome).toBe('');
    await happen(utterance, 'onend');
    expect(outcome).toBe('said');
    expect(synthesis.did).toEqual(['resume']);
    expect(clock.waiting).toBe(0);
  });

  test('is said by the voice and at the rate that were chosen', async () => {
    chosen = { name: 'Otoya', rate: 1.2 };
    expect(await say('はい。')).toMatchObject({ voice: otoya, rate: 1.2 });
    chosen = { name: 'gone', rate: 1 };
    expect((await say('はい。')).voice).toBe(kyoko);
  });

  test('waits for voices that come late', async () => {
    synthesis.voices = [];
    expect(await say('はい。')).toBeUndefined();
    synthesis.find(kyoko);
    await settle();
    expect(synthesis.spoken).toHaveLength(1);
  });

  test.each([
    ['no voice at all', []],
    ['no voice of the language', [daniel]],
  ])('with %s says so', async (_, voices) => {
    synthesis.voices = voices;
    await say('はい。');
    clock.pass(2000);
    await settle();
    expect(outcome).toBe('no_voice');
  });

  test('stops at once', async () => {
    await happen(await say('はい。'), 'onstart');
    stop.abort();
    await settle();
    expect([outcome, synthesis.did.at(-1)]).toEqual(['said', 'cancel']);
    expect(clock.waiting).toBe(0);
  });

  test('that is stopped before there are voices is not said', async () => {
    synthesis.voices = [];
    await say('はい。');
    stop.abort();
    synthesis.find(kyoko);
    await settle();
    expect([outcome, synthesis.spoken.length]).toEqual(['said', 0]);
  });

  test('that never begins is given up', async () => {
    await say('はい。');
    clock.pass(5000);
    await settle();
    expect([outcome, synthesis.did.at(-1)]).toEqual(['failed', 'cancel']);
  });

  test('that never ends is given up by its length', async () => {
    await happen(await say('は'.repeat(30)), 'onstart');
    clock.pass(13_000);
    await settle();
    expect(outcome).toBe('');
    clock.pass(1000);
    await settle();
    expect(outcome).toBe('failed');
  });

  test.each([
    ['not-allowed', 'gesture'],
    ['voice-unavailable', 'no_voice'],
    ['network', 'unreachable'],
    ['synthesis-failed', 'failed'],
  ])('%s is %s', async (error, trouble) => {
    await happen(await say('はい。'), 'onerror', error);
    expect(outcome).toBe(trouble);
  });
});

test('voices are listed for a language, those on this machine first', async () => {
  const list = await voicesOf(synthesis as unknown as SpeechSynthesis, clock, 'ja');
  expect(list).toEqual([kyoko, otoya, remote]);
});
