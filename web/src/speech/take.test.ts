import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../clock.fake';
import { Connection } from '../interview/socket';
import { FakeSocket } from '../interview/socket.fake';
import type { FromServer, RefusalCode, SpeechCommand, UnusableCode } from '../types';
import { packetSamples, rate } from './sound';
import { joined } from './sounds.fake';
import { longest, soundFrame, Take, type Line } from './take';

/** A server behind a line that breaks: it has what arrived, and forgets when it dies. */
class FakeServer implements Line {
  open = true;
  waiting = 0;
  commands: SpeechCommand[] = [];
  samples: number[] = [];
  frames = 0;
  ended: number | null = null;
  /** Frames that leave the page and never arrive, as before a break is noticed. */
  swallows = false;

  send(command: SpeechCommand) {
    if (!this.open || this.swallows) return this.open;
    this.commands.push(command);
    if (command.type === 'speech.begin') this.tell({ type: 'heard', take: command.take, samples: this.samples.length });
    if (command.type === 'speech.end') this.ended = command.samples;
    this.tell({ type: 'accepted', command: command.id, seq: 0 });
    return true;
  }

  sendSound(frame: ArrayBuffer) {
    if (!this.open || this.swallows) return this.open;
    const view = new DataView(frame);
    const length = view.getUint8(1);
    expect(view.getUint8(0)).toBe(1);
    expect(new TextDecoder().decode(new Uint8Array(frame, 2, length))).toBe('id1');
    const offset = view.getUint32(2 + length);
    expect(offset).toBe(this.samples.length);
    const count = (frame.byteLength - 6 - length) / 2;
    expect(count).toBeLessThanOrEqual(32_000);
    for (let i = 0; i < count; i++) this.samples.push(view.getInt16(6 + length + 2 * i, true));
    this.frames++;
    return true;
  }

  tell(frame: FromServer) {
    this.told.push(frame);
  }

  told: FromServer[] = [];
}

let clock: FakeClock;
let server: FakeServer;
let take: Take;
let texts: [string, number | 'final'][];
let failures: (UnusableCode | RefusalCode | 'full')[];
let ticked: string[][];
let spoken: Int16Array;

function begin() {
  let ids = 0;
  take = new Take('t2', {
    line: server,
    clock,
    newId: () => `id${++ids}`,
    listener: {
      partial: (text, firm) => texts.push([text, firm]),
      final: (text) => texts.push([text, 'final']),
      failed: (code) => failures.push(code),
      refused: (code) => failures.push(code),
      full: () => failures.push('full'),
      ticks: (ids) => ticked.push(ids),
    },
  });
}

/** Lets what the server said arrive. */
function arrive() {
  for (const frame of server.told.splice(0)) take.hear(frame);
}

/** So many packets, each sample another than the one before. */
function speak(packets: number) {
  for (let i = 0; i < packets; i++) {
    const packet = Int16Array.from({ length: packetSamples }, (_, j) => (spoken.length + j) % 30_011);
    spoken = joined(spoken, packet);
    take.add(packet);
    arrive();
  }
}

beforeEach(() => {
  clock = new FakeClock();
  server = new FakeServer();
  texts = [];
  failures = [];
  ticked = [];
  spoken = new Int16Array(0);
  begin();
});

const types = () => server.commands.map((c) => c.type);

describe('a take', () => {
  test('sends what is said as it is said, and then the end', () => {
    speak(3);
    expect(server.frames).toBe(3);
    take.end();
    expect(server.commands).toEqual([
      { type: 'speech.begin', id: 'id2', to: 't2', take: 'id1' },
      { type: 'speech.end', id: 'id3', take: 'id1', samples: 4800 },
    ]);
    expect(server.samples).toEqual([...spoken]);
  });

  test('takes nothing after its end', () => {
    speak(1);
    take.end();
    take.end();
    take.add(new Int16Array(packetSamples));
    expect(server.samples).toHaveLength(packetSamples);
    expect(types()).toEqual(['speech.begin', 'speech.end']);
  });

  test('waits while the browser cannot get rid of its sound', () => {
    server.waiting = 1 << 20;
    speak(40);
    take.end();
    expect([server.frames, take.unsent]).toEqual([0, 40 * packetSamples]);
    clock.pass(1000);
    expect(server.frames).toBe(0);
    server.waiting = 0;
    clock.pass(50);
    expect(server.samples).toEqual([...spoken]);
    expect(server.frames).toBe(2); // joined, as large as a frame may be
    expect(server.ended).toBe(40 * packetSamples);
  });

  test('hands on what the server understands of it', () => {
    take.hear({ type: 'transcript', take: 'id1', text: '監視を', firm: 2, final: false });
    take.hear({ type: 'transcript', take: 'other', text: '別の答え', firm: 2, final: false });
    take.hear({ type: 'ticks', take: 'id1', key_points: ['k1'] });
    take.hear({ type: 'transcript', take: 'id1', text: '監視を見直しました。', firm: 0, final: true });
    take.hear({ type: 'transcript', take: 'id1', text: '遅れてきた', firm: 0, final: false });
    expect(texts).toEqual([
      ['監視を', 2],
      ['監視を見直しました。', 'final'],
    ]);
    expect(ticked).toEqual([['k1']]);
  });

  test.each(['silence', 'noise', 'too_short', 'clipped', 'failed'] as const)(
    'that cannot be used says so: %s',
    (code) => {
      take.hear({ type: 'unusable', take: 'id1', code });
      expect(failures).toEqual([code]);
    },
  );

  test('that is refused sends nothing more and says why', () => {
    take.hear({ type: 'refused', command: 'other', code: 'stale', message: '' });
    expect(failures).toEqual([]);
    take.hear({ type: 'refused', command: 'id2', code: 'stale', message: '' });
    expect(failures).toEqual(['stale']);
    speak(3);
    take.end();
    take.reopened();
    expect([server.frames, types()]).toEqual([0, ['speech.begin']]);
  });

  test('has a longest length, which is told once; nothing before it is lost', () => {
    server.open = false;
    const minute = new Int16Array(60 * rate).fill(7);
    for (let i = 0; i < 14; i++) take.add(minute);
    expect(failures).toEqual([]);
    for (let i = 0; i < 6; i++) take.add(minute);
    expect(failures).toEqual(['full']);
    take.end();
    expect([take.samples, take.unsent]).toEqual([longest, longest]);
  });
});

describe('a connection that breaks', () => {
  test.each([
    ['before anything was said', 0, 0],
    ['in the middle', 25, 0],
    ['with frames under way that never arrive', 25, 8],
  ])('for 3 s %s loses nothing', (_, before, lost) => {
    speak(before);
    server.swallows = true;
    speak(lost);
    server.open = false;
    speak(30);
    server.open = true;
    server.swallows = false;
    take.reopened();
    expect(server.samples).toHaveLength(before * packetSamples); // it waits for the server's word
    arrive();
    speak(10);
    take.end();
    expect(server.samples).toEqual([...spoken]);
    expect(server.ended).toBe(spoken.length);
  });

  test('again and again, with a server that forgets, loses nothing', () => {
    for (let round = 0; round < 6; round++) {
      speak(7);
      server.open = false;
      speak(round);
      if (round % 2) server.samples = [];
      server.open = true;
      take.reopened();
      speak(1); // while the server has not said what it has
      arrive();
    }
    take.end();
    expect(server.samples).toEqual([...spoken]);
  });

  test('after the end sends the rest, and the end under its old id', () => {
    speak(5);
    server.open = false;
    speak(5);
    take.end();
    server.open = true;
    take.reopened();
    arrive();
    expect(server.samples).toEqual([...spoken]);
    expect(server.commands.map((c) => c.id)).toEqual(['id2', 'id2', 'id3']);
    server.open = false;
    server.samples = [];
    server.open = true;
    take.reopened();
    arrive();
    expect(server.samples).toEqual([...spoken]);
    expect(server.commands.map((c) => c.id)).toEqual(['id2', 'id2', 'id3', 'id2', 'id3']);
  });

  test('what the server has heard while all is well does not send anything twice', () => {
    speak(5);
    take.hear({ type: 'heard', take: 'id1', samples: packetSamples });
    speak(5);
    expect(server.samples).toEqual([...spoken]);
  });

  test('a take that began without a connection begins when there is one', () => {
    server = new FakeServer();
    server.open = false;
    begin();
    speak(3);
    server.open = true;
    take.reopened();
    arrive();
    expect(types()).toEqual(['speech.begin']);
    expect(server.samples).toEqual([...spoken]);
  });

  test('a transcript is kept through it, and the sound until the answer is accepted', () => {
    speak(3);
    take.end();
    take.hear({ type: 'transcript', take: 'id1', text: '終わり', firm: 0, final: true });
    server.samples = [];
    take.reopened();
    arrive();
    take.hear({ type: 'transcript', take: 'id1', text: '終わり', firm: 0, final: true });
    expect(server.samples).toEqual([...spoken]);
    expect(texts).toEqual([['終わり', 'final']]);
    take.release();
    const before = server.commands.length;
    take.reopened();
    expect(server.commands).toHaveLength(before);
    expect(take.samples).toBe(0);
  });
});

describe('a take that is thrown away', () => {
  test('is told to the server, and nothing more of it is sent or heard', () => {
    speak(3);
    take.drop();
    take.drop();
    speak(3);
    take.hear({ type: 'transcript', take: 'id1', text: 'x', firm: 1, final: false });
    expect(types()).toEqual(['speech.begin', 'speech.drop']);
    expect(texts).toEqual([]);
    expect(server.frames).toBe(3);
  });

  test('is told again until the server has heard it', () => {
    server.open = false;
    take.drop();
    server.open = true;
    take.reopened();
    expect(types()).toEqual(['speech.begin', 'speech.drop']);
    arrive();
    take.reopened();
    expect(types()).toEqual(['speech.begin', 'speech.drop']);
  });
});

test('over a real connection, 3 s without the network lose nothing', () => {
  const sockets: FakeSocket[] = [];
  const heard: number[] = [];
  let spoke = 0;
  const connection: Connection = new Connection({
    dial: () => {
      sockets.push(new FakeSocket());
      return sockets.at(-1)!;
    },
    clock,
    random: () => 1,
    online: () => false,
    diagnose: async () => 'retry',
    onFrame: (frame) => over.hear(frame),
    onState: (state) => {
      if (state.kind === 'open') over.reopened();
    },
  });
  connection.start();
  const over = new Take('t2', {
    line: connection,
    clock,
    newId: () => 'id1',
    listener: { partial() {}, final() {}, failed() {}, refused() {}, full() {}, ticks() {} },
  });
  /** What the socket took that is sound, from the offset that it says it has. */
  const receive = (socket: FakeSocket) => {
    for (const frame of socket.sent.splice(0)) {
      if (typeof frame === 'string') continue;
      const view = new DataView(frame);
      expect(view.getUint32(5)).toBe(heard.length);
      for (let at = 9; at < frame.byteLength; at += 2) heard.push(view.getInt16(at, true));
    }
  };
  const speakFor = (packets: number) => {
    for (let i = 0; i < packets; i++) {
      over.add(new Int16Array(packetSamples).fill(++spoke));
      clock.pass(100);
    }
  };
  sockets[0]!.hello();
  sockets[0]!.say({ type: 'heard', take: 'id1', samples: 0 });
  speakFor(10);
  receive(sockets[0]!);
  speakFor(5); // never arrives
  sockets[0]!.end(1006);
  for (let i = 0; i < 30; i++) {
    speakFor(1);
    if (i === 10) sockets.at(-1)!.end(1006);
  }
  const back = sockets.at(-1)!;
  expect(sockets.length).toBeGreaterThan(2);
  back.hello();
  back.say({ type: 'heard', take: 'id1', samples: heard.length });
  speakFor(10);
  receive(back);
  expect(heard).toEqual(Array.from({ length: 55 * packetSamples }, (_, i) => 1 + Math.floor(i / packetSamples)));
});

test('a frame is laid out as the protocol has it', () => {
  const frame = soundFrame('tk_A', 0x01020304, Int16Array.of(1, -2));
  expect([...new Uint8Array(frame)]).toEqual([
    1, 4, 0x74, 0x6b, 0x5f, 0x41, 1, 2, 3, 4, 1, 0, 0xfe, 0xff,
  ]);
});
