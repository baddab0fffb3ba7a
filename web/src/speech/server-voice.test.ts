import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../clock.fake';
import { ServerVoice } from './server-voice';
import type { VoiceError } from './speaker';

class FakeAudio {
  src = '';
  playbackRate = 1;
  playing = false;
  refuses: Error | null = null;
  onended: (() => void) | null = null;
  onerror: (() => void) | null = null;
  ontimeupdate: (() => void) | null = null;

  async play() {
    if (this.refuses) throw this.refuses;
    this.playing = true;
  }

  pause() {
    this.playing = false;
  }
}

interface Request {
  url: URL;
  signal: AbortSignal;
  answer(status: number): void;
  fail(): void;
}

let clock: FakeClock;
let audio: FakeAudio;
let requests: Request[];
let urls: string[];
let voice: ServerVoice;
let stop: AbortController;
let outcome: string;

beforeEach(() => {
  clock = new FakeClock();
  audio = new FakeAudio();
  requests = [];
  urls = [];
  stop = new AbortController();
  voice = new ServerVoice({
    fetch: ((url: string, { signal }: { signal: AbortSignal }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        requests.push({
          url: new URL(url, 'http://mondo'),
          signal,
          answer: (status) => resolve(new Response('RIFF', { status })),
          fail: () => reject(new TypeError()),
        });
      })) as typeof fetch,
    audio: audio as unknown as HTMLAudioElement,
    url: {
      create: () => {
        urls.push(`blob:${urls.length}`);
        return urls.at(-1)!;
      },
      revoke: (url) => urls.splice(urls.indexOf(url), 1),
    },
    clock,
    rate: () => 1.2,
    sheet: 's1',
  });
});

async function say(text: string) {
  outcome = '';
  voice.say(text, 'ja', stop.signal).then(
    () => (outcome = 'said'),
    (error: unknown) => (outcome = (error as VoiceError).trouble),
  );
  await settle();
}

/** Lets a request succeed. A response's body takes real turns of the loop. */
async function answer(request: Request | undefined, status = 200) {
  request!.answer(status);
  await new Promise((resolve) => setTimeout(resolve));
  await settle();
}

describe('a sentence', () => {
  test('is asked for, played at its rate, and ends', async () => {
    await say('監視は、24/365ですか？');
    expect(requests[0]!.url.pathname).toBe('/api/speech/say');
    expect(Object.fromEntries(requests[0]!.url.searchParams)).toEqual({
      text: '監視は、24/365ですか？',
      lang: 'ja',
      sheet: 's1',
    });
    await answer(requests[0]);
    expect([audio.src, audio.playing, audio.playbackRate]).toEqual(['blob:0', true, 1.2]);
    audio.onended!();
    await settle();
    expect([outcome, urls, clock.waiting]).toEqual(['said', [], 0]);
  });

  test('that was prepared is asked for once', async () => {
    voice.prepare('一つ。', 'ja');
    voice.prepare('二つ。', 'ja');
    voice.prepare('一つ。', 'ja');
    await answer(requests[0]);
    await say('一つ。');
    expect(requests).toHaveLength(2);
    expect(audio.playing).toBe(true);
  });

  test('stops at once, and what was prepared is not fetched any more', async () => {
    voice.prepare('二つ。', 'ja');
    await say('一つ。');
    await answer(requests[1]);
    stop.abort();
    await settle();
    expect([outcome, audio.playing, requests[0]!.signal.aborted]).toEqual(['said', false, true]);
  });

  test('that is stopped while it is made is not waited for', async () => {
    await say('一つ。');
    stop.abort();
    await settle();
    expect([outcome, requests[0]!.signal.aborted, audio.src]).toEqual(['said', true, '']);
  });

  test.each([
    [404, 'no_voice'],
    [500, 'failed'],
    [502, 'failed'],
  ])('answered with %d is %s', async (status, trouble) => {
    await say('一つ。');
    await answer(requests[0], status);
    expect(outcome).toBe(trouble);
  });

  test('that the server was not reached for can be asked for again', async () => {
    await say('一つ。');
    requests[0]!.fail();
    await settle();
    expect(outcome).toBe('unreachable');
    await say('一つ。');
    expect(requests).toHaveLength(2);
  });

  test('that takes too long to make is given up', async () => {
    await say('一つ。');
    clock.pass(15_000);
    await settle();
    expect([outcome, requests[0]!.signal.aborted]).toEqual(['unreachable', true]);
  });

  test('that gets stuck is given up, and one that goes on is not', async () => {
    await say('一つ。');
    await answer(requests[0]);
    for (let i = 0; i < 5; i++) {
      clock.pass(3000);
      audio.ontimeupdate!();
    }
    expect(outcome).toBe('');
    clock.pass(4000);
    await settle();
    expect([outcome, audio.playing]).toEqual(['failed', false]);
  });

  test('wants a tap first where the browser does', async () => {
    audio.refuses = Object.assign(new Error(), { name: 'NotAllowedError' });
    await say('一つ。');
    await answer(requests[0]);
    expect(outcome).toBe('gesture');
  });
});

test('no more is kept than what comes next', () => {
  for (let i = 0; i < 20; i++) voice.prepare(`${i}。`, 'ja');
  expect(requests.filter((r) => !r.signal.aborted)).toHaveLength(6);
});
