// One spoken answer on its way to the server. Everything that was said is kept here
// until the answer is accepted; the connection may break and come back at any time, and
// the take goes on from what the server says it has. It knows no microphone and no
// socket. Start from `Take`.

import type { Clock } from '../clock';
import type { FromServer, RefusalCode, SpeechCommand, UnusableCode } from '../types';
import type { Hearing } from './recogniser';
import { rate, samplesIn } from './sound';
import { Tape } from './tape';

/** The longest take: 15 minutes. What is said after that is not kept, and the person is told. */
export const longest = samplesIn(15 * 60 * 1000);

/** Samples of one frame at most, as the protocol has it: 2 s. */
const frameSamples = 2 * rate;

/** Bytes that may wait in the browser's socket: 8 s of sound. More waits here. */
const waitingBytes = 256 * 1024;

/** How often (ms) a socket that was full is looked at again. */
const patience = 50;

/** The connection as a take sees it: a `Connection` is one. */
export interface Line {
  /** While it isn't, what it is handed is lost. */
  readonly open: boolean;
  /** Bytes that have not left the browser. */
  readonly waiting: number;
  send(command: SpeechCommand): boolean;
  sendSound(frame: ArrayBuffer): boolean;
}

export interface TakeListener extends Hearing<UnusableCode> {
  /** The take is as long as it may be, and takes no more. */
  full(): void;
  /** The server doesn't want it. What was said is still here. */
  refused(code: RefusalCode): void;
  /** Key points that have been said so far. */
  ticks(keyPoints: string[]): void;
}

export interface TakeWiring {
  /** The browser recognises: the server only keeps time. */
  byBrowser?: boolean;
  /** The person wants the sound kept with the answer. */
  keep?: boolean;
  line: Line;
  clock: Clock;
  /** A new id for a take or a command. */
  newId(): string;
  listener: TakeListener;
}

/**
 * Growing while somebody speaks, ended when they are done, settled when it is known what
 * they said; refused when the server doesn't want it, gone when nobody does any more.
 */
type Stage = 'growing' | 'ended' | 'settled' | 'refused' | 'gone';

export class Take {
  readonly id: string;
  readonly #wiring: TakeWiring;
  #tape = new Tape();
  readonly #begin: Extract<SpeechCommand, { type: 'speech.begin' }>;
  readonly #end: string;
  readonly #drop: string;
  #stage: Stage = 'growing';
  #sent = 0;
  /** Opened anew: the server says first what it has. */
  #resuming = false;
  #endSent = false;
  /** Still to be told to the server: that it is thrown away. */
  #dropping = false;
  #cancel: () => void = () => {};

  /** Begins a take that answers the given turn. */
  constructor(turn: string, wiring: TakeWiring) {
    this.#wiring = wiring;
    this.id = wiring.newId();
    // Sent again after a lost connection, each under the id that it had.
    this.#begin = { type: 'speech.begin', id: wiring.newId(), to: turn, take: this.id };
    if (wiring.byBrowser) this.#begin.recogniser = 'browser';
    if (wiring.keep) this.#begin.keep = true;
    this.#end = wiring.newId();
    this.#drop = wiring.newId();
    if (wiring.line.open) wiring.line.send(this.#begin);
    else this.#resuming = true;
  }

  /** Samples that were said. */
  get samples(): number {
    return this.#tape.length;
  }

  /** Samples that have not left this page. */
  get unsent(): number {
    return this.#tape.length - this.#sent;
  }

  /** Takes what was heard next. */
  add(packet: Int16Array): void {
    if (this.#stage !== 'growing' || this.#tape.length === longest) return;
    this.#tape.write(packet.subarray(0, longest - this.#tape.length));
    this.#pump();
    if (this.#tape.length === longest) this.#wiring.listener.full();
  }

  /** The person is done. The final transcript comes to the listener. */
  end(): void {
    if (this.#stage !== 'growing') return;
    this.#stage = 'ended';
    this.#pump();
  }

  /** Nobody could recognise it, though it may be good: once more. */
  again(): void {
    if (this.#stage !== 'settled') return;
    this.#stage = 'ended';
    this.#endSent = false;
    this.#pump();
  }

  /** Throws it away, here and on the server. */
  drop(): void {
    if (this.#stage === 'gone') return;
    this.release();
    this.#dropping = true;
    this.#sendDrop();
  }

  /** The answer was accepted, or another take stands for it: nothing is kept or sent here. */
  release(): void {
    this.#stage = 'gone';
    this.#cancel();
    this.#tape = new Tape();
    this.#sent = 0;
  }

  /** The connection is open again. Until the answer is accepted the server may have to be told anew. */
  reopened(): void {
    this.#sendDrop();
    if (this.#still) return;
    this.#resuming = true;
    this.#endSent = false;
    this.#wiring.line.send(this.#begin);
  }

  hear(frame: FromServer): void {
    if (frame.type === 'accepted' || frame.type === 'refused') this.#answered(frame);
    if (this.#still || !('take' in frame) || frame.take !== this.id) return;
    if (frame.type === 'heard') this.#resume(frame.samples);
    if (this.#stage === 'settled') return;
    switch (frame.type) {
      case 'transcript':
        this.#transcribed(frame);
        return;
      case 'unusable':
        this.#stage = 'settled';
        this.#wiring.listener.failed(frame.code);
        return;
      case 'ticks':
        this.#wiring.listener.ticks(frame.key_points);
    }
  }

  /** Nothing of it is sent or heard any more. */
  get #still(): boolean {
    return this.#stage === 'gone' || this.#stage === 'refused';
  }

  /** The first "heard" of a connection says where to go on; later ones only how it goes. */
  #resume(samples: number): void {
    if (!this.#resuming) return;
    this.#resuming = false;
    this.#sent = Math.max(0, Math.min(samples, this.#tape.length));
    this.#pump();
  }

  #pump(): void {
    this.#cancel();
    const { line } = this.#wiring;
    if (!line.open || this.#resuming) return;
    while (this.#sent < this.#tape.length) {
      if (line.waiting > waitingBytes) {
        this.#cancel = this.#wiring.clock.after(patience, () => this.#pump());
        return;
      }
      const samples = this.#tape.read(this.#sent, frameSamples);
      line.sendSound(soundFrame(this.id, this.#sent, samples));
      this.#sent += samples.length;
    }
    if (this.#stage !== 'growing' && !this.#endSent) this.#sendEnd();
  }

  #sendEnd(): void {
    this.#endSent = true;
    const samples = this.#tape.length;
    this.#wiring.line.send({ type: 'speech.end', id: this.#end, take: this.id, samples });
  }

  #sendDrop(): void {
    if (!this.#dropping || !this.#wiring.line.open) return;
    this.#wiring.line.send({ type: 'speech.drop', id: this.#drop, take: this.id });
  }

  #answered(frame: Extract<FromServer, { command: string; type: 'accepted' | 'refused' }>): void {
    // Of what is thrown away the server may know nothing, which is just as well.
    if (frame.command === this.#drop) this.#dropping = false;
    if (frame.type === 'accepted' || this.#still || this.#stage === 'settled') return;
    if (frame.command !== this.#begin.id && frame.command !== this.#end) return;
    this.#stage = 'refused';
    this.#cancel();
    this.#wiring.listener.refused(frame.code);
  }

  #transcribed(frame: Extract<FromServer, { type: 'transcript' }>): void {
    if (!frame.final) {
      this.#wiring.listener.partial(frame.text, frame.firm);
      return;
    }
    this.#stage = 'settled';
    this.#wiring.listener.final(frame.text);
  }
}

/**
 * A binary frame: kind 1, the take's id behind its length, the number of the first
 * sample (big-endian), and the samples (little-endian, as every browser's machine has them).
 */
export function soundFrame(take: string, offset: number, samples: Int16Array): ArrayBuffer {
  const id = new TextEncoder().encode(take);
  const head = 2 + id.length + 4;
  const frame = new Uint8Array(head + samples.byteLength);
  frame.set([1, id.length]);
  frame.set(id, 2);
  new DataView(frame.buffer).setUint32(head - 4, offset);
  frame.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), head);
  return frame.buffer;
}
