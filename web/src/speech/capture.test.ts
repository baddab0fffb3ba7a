import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../clock.fake';
import { Capture, type Captured, type Wiring } from './capture';
import { CaptureError, type Trouble } from './devices';
import { SafetyCopy, safetyCopy } from './safety-copy';
import { packetSamples } from './sound';
import { noise, silence } from './sounds.fake';

class FakeTrack extends EventTarget {
  enabled = true;
  stopped = false;

  stop() {
    this.stopped = true;
  }
}

class FakeRecorder extends EventTarget {
  static isTypeSupported = (type: string) => type.startsWith('audio/ogg');
  state = 'inactive';
  mimeType = '';
  start() {
    this.state = 'recording';
    this.mimeType = 'audio/ogg;codecs=opus';
  }

  give(text: string) {
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob([text]) }));
  }

  stop() {
    this.state = 'inactive';
    this.give('end');
    this.dispatchEvent(new Event('stop'));
  }
}

class FakeContext {
  state = 'suspended';
  onstatechange: (() => void) | null = null;
  resumed = 0;
  destination = {};

  async resume() {
    this.resumed++;
    this.state = 'running';
  }

  async close() {
    this.state = 'closed';
  }

  createMediaStreamSource() {
    return { connect: (node: unknown) => node };
  }
}

class FakeNode {
  port = { onmessage: null as ((event: unknown) => void) | null, postMessage: () => this.flush() };
  connected = true;
  deaf = false;
  rest: Int16Array | null = null;

  connect() {}

  disconnect() {
    this.connected = false;
  }

  hear(packet: Int16Array) {
    this.port.onmessage?.({ data: { packet } });
  }

  flush() {
    if (this.deaf) return;
    if (this.rest) this.hear(this.rest);
    this.port.onmessage?.({ data: { flushed: true } });
  }
}

let clock: FakeClock;
let track: FakeTrack;
let node: FakeNode;
let context: FakeContext;
let open: Wiring['open'];
let heard: Int16Array[];
let levels: boolean[];
let lost: Trouble[];
let capture: Capture;

beforeEach(() => {
  clock = new FakeClock();
  track = new FakeTrack();
  node = new FakeNode();
  context = new FakeContext();
  heard = [];
  levels = [];
  lost = [];
  const stream = { getTracks: () => [track], getAudioTracks: () => [track] };
  open = async () => ({ stream: stream as unknown as MediaStream, other: false });
  capture = new Capture(
    {
      open: (device) => open(device),
      context: () => context as unknown as AudioContext,
      tap: async () => node as unknown as AudioWorkletNode,
      record: (of) => safetyCopy(FakeRecorder as unknown as typeof MediaRecorder, of, clock),
      clock,
    },
    {
      packet: (samples) => heard.push(samples),
      level: (activity) => levels.push(activity.speaking),
      lost: (trouble) => lost.push(trouble),
    },
  );
});

/** Starts, with the first packet on its way. */
async function started(): Promise<void> {
  const starting = capture.start('');
  await settle();
  clock.pass(100);
  node.hear(noise(100, -60));
  await starting;
}

/** So many further packets, with the clock beside them. */
function packets(count: number, every = 100): void {
  for (let i = 0; i < count; i++) {
    clock.pass(every);
    node.hear(noise(100, -60, i));
  }
}

describe('a capture', () => {
  test('has started when sound flows, and not before', async () => {
    let done = false;
    const starting = capture.start('').then(() => (done = true));
    await settle();
    expect(done).toBe(false);
    expect(context.resumed).toBe(1);
    node.hear(silence(100));
    await starting;
    expect(heard).toHaveLength(1);
  });

  test('hands on every sample in order, the last part too', async () => {
    await started();
    packets(9);
    node.rest = noise(40, -60);
    const captured = await capture.stop();
    expect(heard.map((p) => p.length)).toEqual([...Array(10).fill(packetSamples), 640]);
    expect(captured.samples).toBe(10 * packetSamples + 640);
    expect(captured.short).toBe(false);
    expect(levels).toHaveLength(11);
  });

  test('leaves nothing open', async () => {
    await started();
    await capture.stop();
    expect([track.stopped, node.connected, context.state]).toEqual([true, false, 'closed']);
    expect(clock.waiting).toBe(0);
  });

  test('stops once, however often it is told to', async () => {
    await started();
    expect(await capture.stop()).toBe(await capture.stop());
  });

  test('ends without the audio thread when that is stuck', async () => {
    await started();
    node.deaf = true;
    let captured: Captured | undefined;
    void capture.stop().then((c) => (captured = c));
    await settle();
    expect(captured).toBeUndefined();
    clock.pass(1000);
    await settle();
    expect(captured?.samples).toBe(packetSamples);
  });

  test.each([
    ['100 ms of 2 s, which is lateness', 19, 1900 + 100, false],
    ['200 ms of 2 s', 18, 1800 + 200, true],
    ['250 ms of 60 s, under 1 %', 597, 59_700 + 250, false],
    ['400 ms of 60 s', 595, 59_500 + 400, true],
  ])('counts against the clock: %s', async (_, more, ms, short) => {
    await started();
    packets(more);
    clock.pass(ms - more * 100);
    const captured = await capture.stop();
    expect(captured.missing).toBe(ms - more * 100);
    expect(captured.short).toBe(short);
  });

  test('starts the sound card again when something stopped it', async () => {
    await started();
    context.state = 'interrupted';
    context.onstatechange!();
    expect(context.resumed).toBe(2);
  });

  test('hears only silence while the interviewer speaks, and judges nothing by it', async () => {
    await started();
    packets(10);
    capture.hold(true);
    expect(track.enabled).toBe(false);
    node.hear(silence(100));
    expect(levels.at(-1)).toBe(false);
    capture.hold(false);
    expect(track.enabled).toBe(true);
    node.hear(noise(100, -60));
    node.hear(noise(100, -60));
    expect(levels.at(-1)).toBe(false);
    expect(heard).toHaveLength(14);
  });
});

describe('a microphone that is lost in the middle', () => {
  test('is told once, and what was heard is there', async () => {
    await started();
    packets(9);
    track.dispatchEvent(new Event('ended'));
    track.dispatchEvent(new Event('ended'));
    expect(lost).toEqual(['lost']);
    clock.pass(60_000);
    const captured = await capture.stop();
    expect(captured).toMatchObject({ samples: 10 * packetSamples, missing: 0, short: false });
    expect(await captured.copy!.text()).toBe('end');
  });

  test('is no loss when it was stopped', async () => {
    await started();
    await capture.stop();
    track.dispatchEvent(new Event('ended'));
    expect(lost).toEqual([]);
  });
});

describe('a capture that cannot start', () => {
  const trouble = (promise: Promise<unknown>) =>
    promise.then(
      () => 'none',
      (error: unknown) => (error as CaptureError).trouble,
    );

  test('says why the microphone did not open', async () => {
    open = async () => {
      throw new CaptureError('busy');
    };
    expect(await trouble(capture.start(''))).toBe('busy');
  });

  test('is given up when no sound comes', async () => {
    const starting = trouble(capture.start(''));
    await settle();
    clock.pass(5000);
    expect(await starting).toBe('failed');
    expect([track.stopped, context.state]).toEqual([true, 'closed']);
  });

  test('because it was stopped while the person was asked leaves nothing open', async () => {
    let allow = () => {};
    const opened = await open('');
    open = () => new Promise((resolve) => (allow = () => resolve(opened)));
    const starting = trouble(capture.start(''));
    expect((await capture.stop()).samples).toBe(0);
    allow();
    expect(await starting).toBe('dismissed');
    expect(track.stopped).toBe(true);
  });
});

describe('the safety copy', () => {
  const record = () => {
    const made = new FakeRecorder();
    return { made, copy: new SafetyCopy(made as unknown as MediaRecorder, clock) };
  };

  test('is all chunks together, with the type that the recorder told', async () => {
    const { made, copy } = record();
    made.give('header ');
    made.give('');
    made.give('middle ');
    const blob = await copy.stop();
    expect(await blob!.text()).toBe('header middle end');
    expect(blob!.type).toBe('audio/ogg;codecs=opus');
  });

  test('is none when the recorder failed or does not end', async () => {
    const failed = record();
    failed.made.dispatchEvent(new Event('error'));
    expect(await failed.copy.stop()).toBeNull();
    const stuck = record();
    stuck.made.stop = () => {};
    const stopping = stuck.copy.stop();
    clock.pass(3000);
    expect(await stopping).toBeNull();
  });

  test('is none where there is no recorder', () => {
    expect(safetyCopy(undefined, {} as MediaStream, clock)).toBeNull();
  });

  test('asks for the first type that there is', () => {
    let asked: MediaRecorderOptions | undefined;
    class Recorder extends FakeRecorder {
      constructor(_: MediaStream, options: MediaRecorderOptions) {
        super();
        asked = options;
      }
    }
    safetyCopy(Recorder as unknown as typeof MediaRecorder, {} as MediaStream, clock);
    expect(asked).toEqual({ mimeType: 'audio/ogg;codecs=opus', audioBitsPerSecond: 32_000 });
  });
});
