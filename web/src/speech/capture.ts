// Hears a microphone: samples in packets for the recogniser, their level and whether
// somebody speaks, and the browser's own recording as a safety copy beside them.
// Start from `Capture`; `browser.ts` wires one to the real browser.

import { TooSlow, within, type Clock } from '../clock';
import { Activity } from './activity';
import { CaptureError, type Opened, type Trouble } from './devices';
import type { FromTap } from './packets';
import { lasting, packetSamples } from './sound';
import type { SafetyCopy } from './safety-copy';

/** How long (ms) until the first sound, or the microphone has failed. */
const opening = 5_000;

/** How long (ms) the audio thread may take to hand over its last packet. */
const ending = 1_000;

/** Samples may be late by this much (ms) without being lost: the latency of playback. */
const lateness = 150;

/** What of the clock's time may be missing: 300 ms, and of a short answer 1 %. */
const missingAtMost = 300;
const missingPart = 0.01;

export interface Wiring {
  open(device: string): Promise<Opened>;
  context(): AudioContext;
  /** Loads the audio thread's part and makes its node. */
  tap(context: AudioContext): Promise<AudioWorkletNode>;
  record(stream: MediaStream): SafetyCopy | null;
  clock: Clock;
}

export interface Listener {
  /** The next samples, in order; they belong to whoever gets them. */
  packet(samples: Int16Array<ArrayBuffer>): void;
  /** With every packet: how loud it is, and whether somebody speaks. */
  level(activity: Activity): void;
  /** The microphone is gone. What was heard until then is still there. */
  lost(trouble: Trouble): void;
}

/** What there is when a capture has stopped. */
export interface Captured {
  /** Samples that were handed on. */
  samples: number;
  /** Milliseconds by the clock that are not among them. */
  missing: number;
  /** The samples have holes: transcribe the copy. */
  short: boolean;
  /** The browser's own recording; null when there is none that is whole. */
  copy: Blob | null;
}

const nothing: Captured = { samples: 0, missing: 0, short: false, copy: null };

export class Capture {
  readonly #wiring: Wiring;
  readonly #listener: Listener;
  #activity = new Activity();
  #stream: MediaStream | null = null;
  #context: AudioContext | null = null;
  #node: AudioWorkletNode | null = null;
  #copy: SafetyCopy | null = null;
  #samples = 0;
  #began = 0;
  #ended: number | null = null;
  #held = false;
  #first: () => void = () => {};
  #flushed: () => void = () => {};
  #stopping: Promise<Captured> | null = null;

  constructor(wiring: Wiring, listener: Listener) {
    this.#wiring = wiring;
    this.#listener = listener;
  }

  /**
   * Opens the microphone and returns once sound flows; `other` says that it isn't the
   * chosen one. Throws a `CaptureError`, also when it was stopped meanwhile; then nothing
   * is left open. A capture starts once.
   */
  async start(device: string): Promise<{ other: boolean }> {
    const { stream, other } = await this.#wiring.open(device);
    this.#stream = stream;
    this.hold(this.#held);
    try {
      await within(this.#wiring.clock, opening, this.#connect(stream));
      return { other };
    } catch (error) {
      this.#release();
      if (error instanceof CaptureError) throw error;
      throw new CaptureError('failed', error);
    }
  }

  /** The interviewer speaks: until this is off again, only silence is heard. */
  hold(on: boolean): void {
    this.#held = on;
    for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = !on;
  }

  /** Ends; the last packet has been handed on when it returns. */
  stop(): Promise<Captured> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #connect(stream: MediaStream): Promise<void> {
    this.#goOn();
    // First, so that the copy has no less than the samples.
    this.#copy = this.#wiring.record(stream);
    const context = this.#wiring.context();
    this.#context = context;
    const first = new Promise<void>((resolve) => (this.#first = resolve));
    const node = await this.#wiring.tap(context);
    this.#goOn();
    this.#node = node;
    node.port.onmessage = (event: MessageEvent<FromTap>) => this.#hear(event.data);
    // A node is only run when it leads somewhere. It leaves its output silent.
    context.createMediaStreamSource(stream).connect(node).connect(context.destination);
    context.onstatechange = () => this.#revive();
    for (const track of stream.getAudioTracks()) {
      track.addEventListener('ended', () => this.#lose());
    }
    await context.resume();
    await first;
  }

  /** Throws when it was stopped while it opened: a permission can take a minute. */
  #goOn(): void {
    if (this.#stopping) throw new CaptureError('dismissed');
  }

  #hear(message: FromTap): void {
    if ('flushed' in message) {
      this.#flushed();
      return;
    }
    const { packet } = message;
    if (this.#samples === 0) {
      this.#began = this.#wiring.clock.now() - lasting(packetSamples);
      this.#first();
    }
    this.#samples += packet.length;
    // Silence of our own making says nothing about the room.
    if (!this.#held) this.#activity.write(packet);
    this.#listener.level(this.#activity);
    this.#listener.packet(packet);
  }

  /** A phone call or another page can stop the sound card's clock; it may be started again. */
  #revive(): void {
    const context = this.#context;
    if (!context || context.state === 'running' || context.state === 'closed') return;
    context.resume().catch(() => {}); // What is lost shows in the count at the end.
  }

  #lose(): void {
    if (this.#stopping || this.#ended !== null) return;
    this.#ended = this.#wiring.clock.now();
    this.#listener.lost('lost');
  }

  async #stop(): Promise<Captured> {
    if (!this.#stream) return nothing;
    const ended = this.#ended ?? this.#wiring.clock.now();
    const [copy] = await Promise.all([this.#copy?.stop() ?? null, this.#flush()]);
    this.#release();
    if (this.#samples === 0) return { ...nothing, copy };
    const elapsed = ended - this.#began;
    const missing = Math.max(0, elapsed - lasting(this.#samples));
    const allowed = Math.min(missingAtMost, Math.max(lateness, elapsed * missingPart));
    return { samples: this.#samples, missing, short: missing > allowed, copy };
  }

  async #flush(): Promise<void> {
    const node = this.#node;
    if (!node) return;
    const flushed = new Promise<void>((resolve) => (this.#flushed = resolve));
    node.port.postMessage('flush');
    await within(this.#wiring.clock, ending, flushed).catch((error: unknown) => {
      if (!(error instanceof TooSlow)) throw error;
    });
  }

  #release(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    if (this.#node) this.#node.port.onmessage = null;
    this.#node?.disconnect();
    const context = this.#context;
    if (context) context.onstatechange = null;
    // Closing twice, or while it is interrupted, fails, and nothing is left to do about it.
    if (context && context.state !== 'closed') context.close().catch(() => {});
  }
}
