import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../clock.fake';
import {
  browserRecognition,
  BrowserRecogniser,
  type BrowserFailure,
  type WebRecognition,
} from './browser-recogniser';

class FakeRecognition implements WebRecognition {
  static all: FakeRecognition[] = [];
  static throws = false;
  lang = '';
  continuous = false;
  interimResults = false;
  processLocally?: boolean;
  onstart: WebRecognition['onstart'] = null;
  onaudiostart: WebRecognition['onstart'] = null;
  onspeechstart: WebRecognition['onstart'] = null;
  onresult: WebRecognition['onresult'] = null;
  onerror: WebRecognition['onerror'] = null;
  onend: WebRecognition['onend'] = null;
  did: string[] = [];

  constructor() {
    FakeRecognition.all.push(this);
  }

  start() {
    if (FakeRecognition.throws) throw new DOMException('already started', 'InvalidStateError');
    this.did.push('start');
  }

  stop() {
    this.did.push('stop');
  }

  abort() {
    this.did.push('abort');
  }

  /** Results as a browser gives them: what starts with "!" is final. */
  say(...texts: string[]) {
    const results = texts.map((text) =>
      Object.assign([{ transcript: text.replace(/^!/, '') }], { isFinal: text.startsWith('!') }),
    );
    this.onresult?.({ results });
  }

  err(error: string) {
    this.onerror?.({ error });
  }

  end() {
    this.onend?.();
  }
}

class LocalRecognition extends FakeRecognition {
  static answer: Promise<string> = Promise.resolve('available');
  static available = () => LocalRecognition.answer;
}

let clock: FakeClock;
let told: string[];
let failures: BrowserFailure[];
let recogniser: BrowserRecogniser;

const latest = () => FakeRecognition.all.at(-1)!;
const sessions = () => FakeRecognition.all.length;

async function listen({ android = false, Recognition = FakeRecognition, lang = 'ja-JP' } = {}) {
  recogniser = new BrowserRecogniser({
    Recognition,
    clock,
    android,
    lang,
    hearing: {
      partial: (text, firm) => told.push(`${text.slice(0, firm)}|${text.slice(firm)}`),
      final: (text) => told.push(`final: ${text}`),
      failed: (code) => failures.push(code),
    },
  });
  const starting = recogniser.start();
  await settle();
  return starting;
}

beforeEach(() => {
  clock = new FakeClock();
  FakeRecognition.all = [];
  FakeRecognition.throws = false;
  LocalRecognition.answer = Promise.resolve('available');
  told = [];
  failures = [];
});

describe('listening', () => {
  test('is continuous, with what is not firm yet', async () => {
    await listen();
    expect(latest()).toMatchObject({ lang: 'ja-JP', continuous: true, interimResults: true });
    latest().say('監視');
    latest().say('!監視を見直しました');
    latest().say('!監視を見直しました', '手順');
    expect(told).toEqual(['|監視', '監視を見直しました|', '監視を見直しました|手順']);
  });

  test('sets Latin words apart, whether the browser does or not', async () => {
    await listen({ lang: 'en-US' });
    latest().say('!I moved', '! to Kubernetes', 'last year');
    expect(told).toEqual(['I moved to Kubernetes| last year']);
  });

  test('ends with all that was said, also what was not final', async () => {
    await listen();
    latest().say('!監視を', '見直しました');
    recogniser.stop();
    expect(latest().did).toEqual(['start', 'stop']);
    latest().say('!監視を', '!見直しましたよ');
    latest().end();
    expect(told.at(-1)).toBe('final: 監視を見直しましたよ');
    clock.pass(60_000);
    expect(told.filter((t) => t.startsWith('final'))).toHaveLength(1);
    expect(sessions()).toBe(1);
  });

  test('ends without the browser when that does not', async () => {
    await listen();
    latest().say('監視を');
    recogniser.stop();
    clock.pass(2000);
    expect(told.at(-1)).toBe('final: 監視を');
    expect(latest().did).toContain('abort');
  });

  test('that nothing came of ends with nothing', async () => {
    await listen();
    recogniser.stop();
    latest().end();
    expect(told).toEqual(['final: ']);
  });

  test('that fails as it ends still gives what was said', async () => {
    await listen();
    latest().say('監視を');
    recogniser.stop();
    latest().err('audio-capture');
    expect([told.at(-1), failures]).toEqual(['final: 監視を', []]);
  });

  test('that ends before it began gives nothing', async () => {
    LocalRecognition.answer = new Promise(() => {});
    void listen({ Recognition: LocalRecognition });
    await settle();
    recogniser.stop();
    clock.pass(1000);
    await settle();
    expect([told, sessions()]).toEqual([['final: '], 0]);
  });

  test('that is cancelled tells nothing more', async () => {
    await listen();
    latest().say('監視');
    recogniser.cancel();
    latest().say('監視を');
    latest().end();
    clock.pass(60_000);
    expect(told).toEqual(['|監視']);
    expect(sessions()).toBe(1);
  });
});

describe('a session that ends by itself', () => {
  test.each(['no-speech', 'aborted'])('is followed by another: %s', async (error) => {
    await listen();
    latest().say('!監視を見直しました', '手順書');
    clock.pass(8000);
    latest().err(error);
    latest().end();
    expect(sessions()).toBe(2);
    latest().say('も書きました');
    expect(told.at(-1)).toBe('監視を見直しました手順書|も書きました');
  });

  test('without saying so is noticed', async () => {
    await listen();
    latest().say('!監視');
    latest().err('no-speech');
    clock.pass(2000);
    expect(sessions()).toBe(2);
    latest().onstart?.();
    clock.pass(20_000);
    expect(sessions()).toBe(3);
  });

  test('says nothing into the next one', async () => {
    await listen();
    const first = latest();
    first.say('!監視');
    first.end();
    first.say('!監視', '!遅れてきた');
    first.end();
    expect(told).toEqual(['監視|']);
    expect(sessions()).toBe(2);
  });

  test('between two, stopping ends at once', async () => {
    await listen();
    latest().end();
    recogniser.stop();
    expect(told).toEqual(['final: ']);
    clock.pass(60_000);
    expect(sessions()).toBe(1);
  });

  test('at once again and again is given up, ever more slowly', async () => {
    await listen();
    for (const wait of [500, 1000, 2000, 4000]) {
      const before = sessions();
      latest().end();
      clock.pass(wait - 1);
      expect(sessions()).toBe(before);
      clock.pass(1);
      expect(sessions()).toBe(before + 1);
    }
    latest().end();
    expect(failures).toEqual(['failed']);
    clock.pass(60_000);
    expect(sessions()).toBe(5);
  });

  test('or does not start at all is tried again', async () => {
    FakeRecognition.throws = true;
    await listen();
    FakeRecognition.throws = false;
    clock.pass(500);
    expect(latest().did).toEqual(['start']);
  });

  test('is deaf to what the microphone hears, is replaced', async () => {
    await listen();
    latest().onstart?.();
    for (let i = 0; i < 60; i++) {
      recogniser.speaking();
      clock.pass(100);
    }
    expect(sessions()).toBe(2);
    latest().onstart?.();
    for (let i = 0; i < 100; i++) {
      recogniser.speaking();
      if (i % 30 === 0) latest().say('監視');
      clock.pass(100);
    }
    expect(sessions()).toBe(2);
  });
});

describe('Android', () => {
  test('repeats itself within a session', async () => {
    await listen({ android: true });
    expect(latest().continuous).toBe(false);
    latest().say('!監視', '!監視を', '!監視を見直しました');
    expect(told).toEqual(['監視を見直しました|']);
  });

  test('repeats itself at the start of the next session', async () => {
    await listen({ android: true });
    latest().say('!監視を見直しました');
    latest().end();
    clock.pass(300);
    latest().say('!監視を見直しました');
    expect(told.at(-1)).toBe('監視を見直しました|');
    latest().end();
    clock.pass(3000);
    latest().say('!はい');
    latest().end();
    clock.pass(3000);
    latest().say('!はい'); // said twice, not repeated
    expect(told.at(-1)).toBe('監視を見直しましたはいはい|');
  });

  test('is the only one whose repetitions are not speech', async () => {
    await listen();
    latest().say('!はい', '!はいそうです');
    expect(told).toEqual(['はいはいそうです|']);
  });
});

describe('failures', () => {
  test.each([
    ['not-allowed', 'refused'],
    ['service-not-allowed', 'refused'],
    ['audio-capture', 'no_microphone'],
    ['language-not-supported', 'language'],
  ])('%s is %s', async (error, code) => {
    await listen();
    latest().err(error);
    latest().end();
    expect(failures).toEqual([code]);
    clock.pass(60_000);
    expect(sessions()).toBe(1);
  });

  test('of the network pass, unless they stay', async () => {
    await listen();
    const fail = () => {
      clock.pass(1000);
      latest().err('network');
      latest().end();
    };
    for (let i = 0; i < 4; i++) fail();
    latest().say('!監視');
    for (let i = 0; i < 4; i++) fail();
    expect(failures).toEqual([]);
    fail();
    expect(failures).toEqual(['network']);
  });

  test('leave what was understood', async () => {
    await listen();
    latest().say('!監視を', '見直し');
    latest().err('audio-capture');
    expect(told.at(-1)).toBe('監視を見直し|');
    recogniser.stop();
    expect(told.at(-1)).toBe('監視を見直し|');
  });
});

describe('recognising on the device', () => {
  test('is asked for where it is offered', async () => {
    await listen({ Recognition: LocalRecognition });
    expect(latest().processLocally).toBe(true);
  });

  test.each([
    ['there is no pack', async () => 'downloadable'],
    ['it cannot say', () => Promise.reject(new Error())],
  ])('is not when %s', async (_, answer) => {
    LocalRecognition.answer = answer();
    await listen({ Recognition: LocalRecognition });
    expect(latest().processLocally).toBeUndefined();
  });

  test('is not waited for', async () => {
    LocalRecognition.answer = new Promise(() => {});
    void listen({ Recognition: LocalRecognition });
    await settle();
    expect(sessions()).toBe(0);
    clock.pass(1000);
    await settle();
    expect(latest().processLocally).toBeUndefined();
  });

  test.each([
    ['nothing comes of it', () => clock.pass(5000)],
    ['the service refuses', () => latest().err('service-not-allowed')],
    ['the language is missing after all', () => latest().err('language-not-supported')],
  ])('is given up when %s', async (_, act) => {
    await listen({ Recognition: LocalRecognition });
    act();
    clock.pass(500);
    expect(sessions()).toBe(2);
    expect(latest().processLocally).toBeUndefined();
    expect(failures).toEqual([]);
  });
});

test('the browser has one under either name, or none', () => {
  expect(browserRecognition({ webkitSpeechRecognition: FakeRecognition })).toBe(FakeRecognition);
  expect(browserRecognition({ SpeechRecognition: LocalRecognition })).toBe(LocalRecognition);
  expect(browserRecognition({})).toBeUndefined();
});
