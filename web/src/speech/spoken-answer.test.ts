import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../clock.fake';
import type { FromServer, SpeechCommand } from '../types';
import { Activity } from './activity';
import type { BrowserFailure } from './browser-recogniser';
import type { Captured, Listener } from './capture';
import { CaptureError } from './devices';
import { FirstWord } from './first-word';
import { Microphone, type Capturing } from './microphone';
import type { Hearing } from './recogniser';
import { packetSamples } from './sound';
import { mixed, noise, syllables } from './sounds.fake';
import { SpokenAnswer, type Spoken, type SpokenWiring, type Why } from './spoken-answer';
import { Take } from './take';

/** Nobody speaks in a room, and somebody does. */
const room = (ms: number) => noise(ms, -70);
const speech = (ms: number) => mixed(syllables(ms, -20), room(ms));

/** A microphone that hears what the test says. */
class FakeCapture implements Capturing {
  held = false;
  stopped = false;
  refuses: CaptureError | null = null;
  activity = new Activity();

  constructor(readonly listener: Listener) {
    capture = this;
  }

  async start() {
    await started;
    if (refuses) throw refuses;
    return { other: false };
  }

  hold(on: boolean) {
    this.held = on;
  }

  async stop(): Promise<Captured> {
    this.stopped = true;
    return captured;
  }

  /** Hears a sound in packets, as the audio thread gives it. */
  hear(sound: Int16Array<ArrayBuffer>) {
    for (let at = 0; at < sound.length; at += packetSamples) {
      const packet = sound.slice(at, at + packetSamples);
      if (!this.held) this.activity.write(packet);
      this.listener.level(this.activity);
      this.listener.packet(this.held ? packet.fill(0) : packet);
    }
  }
}

class FakeRecogniser {
  calls: string[] = [];
  constructor(readonly hearing: Hearing<BrowserFailure>) {}
  async start() {
    this.calls.push('start');
  }
  stop() {
    this.calls.push('stop');
  }
  cancel() {
    this.calls.push('cancel');
  }
  speaking() {
    this.calls.push('speaking');
  }
}

const whole: Captured = { samples: 0, missing: 0, short: false, copy: null };

let capture: FakeCapture;
let captured: Captured;
let started: Promise<void>;
let refuses: CaptureError | null;
let sent: SpeechCommand[];
let frames: number;
let shown: Spoken[];
let came: [string, Why | null][];
let full: number;
let recogniser: FakeRecogniser;
let answer: SpokenAnswer;

beforeEach(() => {
  started = Promise.resolve();
  captured = whole;
  refuses = null;
  sent = [];
  shown = [];
  came = [];
  frames = full = 0;
});

function answering(rest: Partial<SpokenWiring> = {}) {
  const line = {
    open: true,
    waiting: 0,
    send: (command: SpeechCommand) => sent.push(command) > 0,
    sendSound: () => ++frames > 0,
  };
  let ids = 0;
  answer = new SpokenAnswer({
    take: (listener) => new Take('t2', { line, clock: new FakeClock(), newId: () => `id${++ids}`, listener }),
    recogniser: null,
    endAfter: 0,
    pushToTalk: false,
    decode: async () => null,
    listener: {
      changed: (now) => shown.push(now),
      over: (text, why) => came.push([text, why]),
      full: () => full++,
    },
    ...rest,
  });
}

async function open(rest: Partial<SpokenWiring> = {}) {
  answering(rest);
  void answer.open(new Microphone((listener) => new FakeCapture(listener), answer), '');
  await settle();
}

function tell(frame: FromServer) {
  answer.take!.hear(frame);
}

const byBrowser = (hearing: Hearing<BrowserFailure>) => (recogniser = new FakeRecogniser(hearing));

describe('an answer that the server recognises', () => {
  test('is words, firm ones first, and ends when the person says so', async () => {
    await open();
    expect(answer.now.stage).toBe('listening');
    capture.hear(room(1000));
    capture.hear(speech(700));
    tell({ type: 'transcript', take: 'id1', text: '監視を見直', firm: 3, final: false });
    tell({ type: 'ticks', take: 'id1', key_points: ['k1'] });
    expect(answer.now).toMatchObject({ text: '監視を見直', firm: 3, said: ['k1'] });
    expect(answer.now.level).toBeGreaterThan(-30);

    await answer.done();
    expect([answer.now.stage, capture.stopped]).toEqual(['writing', true]);
    expect(sent.map((c) => c.type)).toEqual(['speech.begin', 'speech.end']);
    expect(sent[1]).toMatchObject({ samples: 27_200 });
    tell({ type: 'transcript', take: 'id1', text: '監視を見直しました。', firm: 10, final: true });
    expect(came).toEqual([['監視を見直しました。', null]]);
    expect(answer.now.stage).toBe('over');
  });

  test('that cannot be understood is no words, and can be tried again if it may be good', async () => {
    await open();
    capture.hear(speech(1000));
    await answer.done();
    tell({ type: 'unusable', take: 'id1', code: 'failed' });
    expect(came).toEqual([['', { of: 'sound', code: 'failed' }]]);
    answer.again();
    expect(answer.now.stage).toBe('writing');
    expect(sent.filter((c) => c.type === 'speech.end')).toHaveLength(2);
    tell({ type: 'transcript', take: 'id1', text: '監視です。', firm: 5, final: true });
    expect(came[1]).toEqual(['監視です。', null]);
  });

  test('with holes is taken from the recording that has none', async () => {
    await open({ decode: async () => speech(3000) });
    capture.hear(speech(1000));
    captured = { samples: 16_000, missing: 2000, short: true, copy: new Blob(['webm']) };
    await answer.done();
    expect(sent.map((c) => c.type)).toEqual(['speech.begin', 'speech.drop', 'speech.begin', 'speech.end']);
    expect(sent[3]).toMatchObject({ take: answer.take!.id, samples: 48_000 });
    tell({ type: 'transcript', take: answer.take!.id, text: '監視を見直しました。', firm: 10, final: true });
    expect(came).toEqual([['監視を見直しました。', null]]);
  });

  test('with holes stays as it is where the recording cannot be read', async () => {
    await open();
    capture.hear(speech(1000));
    captured = { samples: 16_000, missing: 2000, short: true, copy: new Blob(['webm']) };
    await answer.done();
    expect(sent.map((c) => c.type)).toEqual(['speech.begin', 'speech.end']);
  });

  test('that nobody waits for is what has been heard of it', async () => {
    await open();
    capture.hear(speech(1000));
    tell({ type: 'transcript', take: 'id1', text: '監視を', firm: 0, final: false });
    answer.settle();
    expect(came).toEqual([]); // not while somebody speaks
    await answer.done();
    answer.settle();
    expect(came).toEqual([['監視を', null]]);
    tell({ type: 'transcript', take: 'id1', text: '監視を見直しました。', firm: 10, final: true });
    expect(came).toHaveLength(1);
  });

  test('that the server refuses says why, with what was heard', async () => {
    await open();
    capture.hear(speech(500));
    tell({ type: 'refused', command: 'id2', code: 'too_many_takes', message: '' });
    expect(came).toEqual([['', { of: 'server', code: 'too_many_takes' }]]);
    expect(capture.stopped).toBe(true);
  });

  test('is as long as it may be, and ends', async () => {
    await open();
    for (let minute = 0; minute < 15; minute++) capture.listener.packet(new Int16Array(60 * 16_000));
    await settle();
    expect([full, answer.now.stage]).toEqual([1, 'writing']);
    expect(sent.at(-1)).toMatchObject({ type: 'speech.end', samples: 15 * 60 * 16_000 });
  });

  test('that is thrown away tells nothing more, and the server forgets it', async () => {
    await open();
    capture.hear(speech(500));
    answer.cancel();
    expect(sent.at(-1)!.type).toBe('speech.drop');
    await answer.done();
    expect([came, capture.stopped]).toEqual([[], true]);
  });
});

describe('a microphone', () => {
  test('that is refused says why', async () => {
    refuses = new CaptureError('refused');
    await open();
    expect(came).toEqual([['', { of: 'microphone', code: 'refused' }]]);
    expect(sent).toEqual([]);
  });

  test('that is lost leaves what was said', async () => {
    await open();
    capture.hear(speech(1000));
    capture.listener.lost('lost');
    await settle();
    tell({ type: 'transcript', take: 'id1', text: '監視です。', firm: 5, final: true });
    expect(came).toEqual([['監視です。', { of: 'microphone', code: 'lost' }]]);
  });

  test('that nobody wants any more before it is open is nobody’s', async () => {
    let opened = () => {};
    started = new Promise((resolve) => (opened = resolve));
    await open();
    await answer.done();
    opened();
    await settle();
    expect([came, answer.now.stage, capture.stopped]).toEqual([[], 'over', true]);
  });

  test('is held while the interviewer speaks, and no silence counts then', async () => {
    await open();
    capture.hear(speech(1000));
    answer.hold(true);
    capture.hear(room(20_000));
    expect([capture.held, answer.now.quiet.kind]).toEqual([true, 'none']);
    answer.hold(false);
    expect(capture.held).toBe(false);
  });
});

describe('silence', () => {
  test('is a hint after six seconds, which speech clears', async () => {
    await open();
    capture.hear(speech(2000));
    capture.hear(room(6500));
    expect(answer.now.quiet.kind).toBe('hint');
    capture.hear(speech(1000));
    expect(answer.now.quiet.kind).toBe('none');
  });

  test('ends an answer only where that was chosen, and can be taken back', async () => {
    await open({ endAfter: 10 });
    capture.hear(speech(2000));
    capture.hear(room(11_000));
    expect(answer.now.quiet.kind).toBe('ending');
    answer.notDone();
    expect(answer.now.quiet.kind).toBe('none');
    capture.hear(room(14_000));
    expect(answer.now.stage).toBe('listening');
    capture.hear(room(1500));
    expect(answer.now.stage).toBe('writing');
  });
});

describe('push to talk', () => {
  test('hears only what is said while it is pressed, in one take', async () => {
    await open({ pushToTalk: true, endAfter: 10 });
    expect(capture.held).toBe(true);
    answer.press(true);
    expect(capture.held).toBe(false);
    capture.hear(speech(1000));
    answer.press(false);
    capture.hear(room(30_000));
    expect([answer.now.stage, capture.held]).toEqual(['listening', true]);
    answer.press(true);
    capture.hear(speech(1000));
    await answer.done();
    expect(sent.at(-1)).toMatchObject({ type: 'speech.end', samples: 32 * 16_000 });
  });
});

describe('an answer that the browser recognises', () => {
  test('is the browser’s words, and the server keeps time', async () => {
    await open({ recogniser: byBrowser });
    capture.hear(room(1000));
    capture.hear(speech(1000));
    recogniser.hearing.partial('監視', 0);
    expect(answer.now.text).toBe('監視');
    expect(recogniser.calls).toContain('speaking');
    await answer.done();
    expect(recogniser.calls.at(-1)).toBe('stop');
    recogniser.hearing.final('監視です');
    expect(came).toEqual([['監視です', null]]);
    expect(sent.map((c) => c.type)).toEqual(['speech.begin', 'speech.end']);
  });

  test.each([
    ['silence', room(2000)],
    ['noise', speech(2000)],
  ] as const)('without words was %s', async (code, sound) => {
    await open({ recogniser: byBrowser });
    capture.hear(sound);
    await answer.done();
    recogniser.hearing.final('');
    expect(came).toEqual([['', { of: 'sound', code }]]);
  });

  test('keeps what was understood when the browser gives up', async () => {
    await open({ recogniser: byBrowser });
    capture.hear(speech(1000));
    recogniser.hearing.partial('監視です', 4);
    recogniser.hearing.failed('network');
    expect(came).toEqual([['監視です', { of: 'recogniser', code: 'network' }]]);
  });

  test('needs no server', async () => {
    await open({ recogniser: byBrowser });
    capture.hear(speech(500));
    tell({ type: 'refused', command: 'id2', code: 'too_many_takes', message: '' });
    recogniser.hearing.partial('監視です', 4);
    await answer.done();
    recogniser.hearing.final('監視です');
    expect(came).toEqual([['監視です', null]]);
  });
});

describe('the first word', () => {
  test('interrupts once, and is in the take with the second before it', async () => {
    let words = 0;
    const waiting = new FirstWord(() => words++);
    const microphone = new Microphone((listener) => new FakeCapture(listener), waiting, true);
    await microphone.start('');
    capture.hear(room(3000));
    expect(words).toBe(0);
    capture.hear(speech(1000));
    expect(words).toBe(1);
    answering();
    answer.takeOver(microphone);
    expect(answer.now.stage).toBe('listening');
    expect(answer.take!.samples).toBe(16_000);
    capture.hear(speech(500));
    expect(answer.take!.samples).toBe(24_000);
  });
});
