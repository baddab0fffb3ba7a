import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../clock.fake';
import { FakeSocket } from './socket.fake';
import type { FromServer } from '../types';
import {
  Connection,
  handshake,
  silence,
  type ConnectionState,
  type Wiring,
} from './socket';

let clock: FakeClock;
let sockets: FakeSocket[];
let states: ConnectionState[];
let frames: FromServer[];
let online: boolean;
let diagnosis: 'retry' | 'login' | 'gone';
let connection: Connection;

const latest = () => sockets.at(-1)!;
const kinds = () => states.map((s) => s.kind);

beforeEach(() => {
  clock = new FakeClock();
  sockets = [];
  states = [];
  frames = [];
  online = true;
  diagnosis = 'retry';
  const wiring: Wiring = {
    dial: () => {
      sockets.push(new FakeSocket());
      return latest();
    },
    clock,
    random: () => 1,
    online: () => online,
    diagnose: async () => diagnosis,
    onFrame: (frame) => frames.push(frame),
    onState: (state) => states.push(state),
  };
  connection = new Connection(wiring);
  connection.start();
});

const skip = { type: 'skip', id: 'c_12345678', to: 't1' } as const;

describe('opening', () => {
  test('is done at hello, and not before', () => {
    expect(connection.send(skip)).toBe(false);
    latest().hello();
    expect(kinds()).toEqual(['connecting', 'open']);
    expect(connection.send(skip)).toBe(true);
    expect(JSON.parse(latest().sent[0] as string)).toEqual(skip);
  });

  test('hands hello on before it says that it is open', () => {
    let seen = -1;
    latest().onmessage({ data: JSON.stringify({ type: 'hello', interview: 'i', seq: 0, now: 0 }) });
    seen = frames.findIndex((f) => f.type === 'hello');
    expect(seen).toBe(0);
  });

  test('is given up when no hello comes', () => {
    clock.pass(handshake);
    expect(sockets[0]!.closed).toBe(true);
    expect(kinds().at(-1)).toBe('waiting');
  });

  test('passes over what is no frame', () => {
    latest().onmessage({ data: 'no JSON' });
    latest().onmessage({ data: new ArrayBuffer(1) });
    latest().onmessage({ data: '"text"' });
    expect(frames).toEqual([]);
  });
});

test('sound goes out as it is, and only while the connection is open', () => {
  const frame = new ArrayBuffer(8);
  expect([connection.open, connection.sendSound(frame)]).toEqual([false, false]);
  latest().hello();
  latest().bufferedAmount = 8;
  expect([connection.open, connection.sendSound(frame), connection.waiting]).toEqual([true, true, 8]);
  expect(latest().sent).toEqual([frame]);
});

describe('a lost connection', () => {
  test('is opened again after waits that double up to a longest', () => {
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      latest().end(1006);
      const state = states.at(-1)!;
      if (state.kind !== 'waiting') throw new Error(state.kind);
      waits.push(state.until - clock.now());
      clock.pass(state.until - clock.now());
    }
    expect(waits).toEqual([400, 800, 1600, 3200, 6400, 8000, 8000, 8000]);
    expect(sockets).toHaveLength(9);
  });

  test('starts from the shortest wait again once it was open', () => {
    latest().end(1006);
    clock.pass(400);
    latest().end(1006);
    clock.pass(800);
    latest().hello();
    latest().end(1006);
    expect(states.at(-1)).toMatchObject({ kind: 'waiting', until: clock.now() + 400 });
  });

  test.each([
    [1001, 'restarting'],
    [1012, 'restarting'],
    [4000, 'lost'],
    [1006, 'lost'],
  ])('by code %d counts as %s', (code, cause) => {
    latest().hello();
    latest().end(code);
    expect(states.at(-1)).toMatchObject({ kind: 'waiting', cause });
  });

  test('is said to be offline when the browser is', () => {
    latest().hello();
    online = false;
    latest().end(1006);
    expect(states.at(-1)).toMatchObject({ kind: 'waiting', cause: 'offline' });
  });

  test('is tried at once when asked', () => {
    latest().hello();
    latest().end(1006);
    connection.wake();
    expect(sockets).toHaveLength(2);
    clock.pass(400);
    expect(sockets).toHaveLength(2);
  });
});

describe('silence', () => {
  test('is a dead connection', () => {
    latest().hello();
    clock.pass(silence - 1);
    expect(kinds().at(-1)).toBe('open');
    clock.pass(1);
    expect(sockets[0]!.closed).toBe(true);
    expect(kinds().at(-1)).toBe('waiting');
  });

  test('ends with any frame', () => {
    latest().hello();
    clock.pass(silence - 1);
    latest().say({ type: 'beat', now: 1 });
    clock.pass(silence - 1);
    expect(kinds().at(-1)).toBe('open');
  });

  test('of a sleeping machine is noticed when it wakes', () => {
    latest().hello();
    clock.time += silence * 10; // no timer ran
    connection.wake();
    expect(sockets).toHaveLength(2);
  });

  test('that is short is left alone', () => {
    latest().hello();
    clock.pass(silence / 2);
    connection.wake();
    expect(sockets).toHaveLength(1);
  });
});

describe('a final end', () => {
  test.each([
    [1000, 'finished'],
    [1008, 'login'],
    [1009, 'too_large'],
    [4004, 'gone'],
    [4400, 'bug'],
  ])('by code %d is %s', (code, why) => {
    latest().hello();
    latest().end(code);
    expect(states.at(-1)).toEqual({ kind: 'stopped', why });
    clock.pass(60_000);
    expect(sockets).toHaveLength(1);
  });

  test.each(['login', 'gone'] as const)('is asked for over HTTP: %s', async (answer) => {
    diagnosis = answer;
    latest().end(1006);
    await Promise.resolve();
    await Promise.resolve();
    expect(states.at(-1)).toEqual({ kind: 'stopped', why: answer });
    clock.pass(60_000);
    expect(sockets).toHaveLength(1);
  });

  test('is not asked for when the connection had been open', async () => {
    diagnosis = 'gone';
    latest().hello();
    latest().end(1006);
    await Promise.resolve();
    expect(kinds().at(-1)).toBe('waiting');
  });

  test('is leaving: nothing is heard any more', () => {
    latest().hello();
    const socket = latest();
    connection.stop();
    socket.say({ type: 'beat', now: 1 });
    socket.end(1006);
    expect(frames.filter((f) => f.type === 'beat')).toEqual([]);
    expect(states.at(-1)).toEqual({ kind: 'stopped', why: 'left' });
  });
});
