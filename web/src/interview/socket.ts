// The connection of an interview: it opens, notices that it is dead, and opens
// again, always from the last event that the page has. It knows frames and close
// codes, not what frames mean. Start from `Connection`.

import type { Clock } from '../clock';
import type { Command, FromServer, SpeechCommand } from '../types';

export const subprotocol = 'mondo.v1';

/** Without a frame for this long (ms) a connection is dead: the server sends a beat every 10 s. */
export const silence = 25_000;

/** A connection that has not said hello by then (ms) is given up. */
export const handshake = 10_000;

/** The wait before the first try, doubled with each further one up to the longest (ms). */
const firstWait = 400;
const longestWait = 8_000;

/** Why a connection will not be opened again. */
export type Ending = 'finished' | 'login' | 'gone' | 'too_large' | 'bug' | 'left';

export type ConnectionState =
  | { kind: 'connecting'; attempt: number }
  | { kind: 'open' }
  | { kind: 'waiting'; until: number; attempt: number; cause: 'lost' | 'restarting' | 'offline' }
  | { kind: 'stopped'; why: Ending };

/** The part of a WebSocket that is used. */
export interface SocketLike {
  readonly readyState: number;
  /** Bytes that have not left the browser. */
  readonly bufferedAmount: number;
  // Declared as methods, so that a WebSocket fits, whose events have more to them.
  onmessage(event: { data: unknown }): void;
  onclose(event: { code: number }): void;
  send(data: string | ArrayBuffer): void;
  close(code?: number): void;
}

export interface Wiring {
  /** Opens a socket that goes on after the given event. */
  dial(): SocketLike;
  clock: Clock;
  /** 0 to 1, for the jitter. */
  random(): number;
  online(): boolean;
  /** Asks the server over plain HTTP why a socket was not opened: a browser does not tell. */
  diagnose(): Promise<'retry' | 'login' | 'gone'>;
  onFrame(frame: FromServer): void;
  onState(state: ConnectionState): void;
}

const endings: Record<number, Ending> = {
  1000: 'finished',
  1008: 'login',
  1009: 'too_large',
  4004: 'gone',
  4400: 'bug',
};

export class Connection {
  readonly #wiring: Wiring;
  #state: ConnectionState = { kind: 'stopped', why: 'left' };
  #socket: SocketLike | null = null;
  #attempt = 0;
  #heard = 0;
  #cancel: () => void = () => {};

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    this.#attempt = 0;
    this.#dial();
  }

  /** Leaves for good. */
  stop(): void {
    this.#drop();
    this.#become({ kind: 'stopped', why: 'left' });
  }

  /** Closes and opens again at once: events were lost. */
  restart(): void {
    this.#drop();
    this.#dial();
  }

  /** Sends a command if the connection is open; otherwise the caller keeps it. */
  send(command: Command | SpeechCommand): boolean {
    if (!this.open) return false;
    this.#socket?.send(JSON.stringify(command));
    return true;
  }

  /** Sends a frame of sound if the connection is open; otherwise the caller keeps it. */
  sendSound(frame: ArrayBuffer): boolean {
    if (!this.open) return false;
    this.#socket?.send(frame);
    return true;
  }

  /** Whether what is sent now can arrive. */
  get open(): boolean {
    return this.#state.kind === 'open' && this.#socket?.readyState === 1;
  }

  /** Bytes that were sent and have not left the browser. */
  get waiting(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** Tries now: the person asked, the network is back, or the page is seen again. */
  wake(): void {
    const { kind } = this.#state;
    const dead = kind === 'open' && this.#wiring.clock.now() - this.#heard > silence;
    if (kind === 'waiting' || dead) this.restart();
  }

  #dial(): void {
    this.#become({ kind: 'connecting', attempt: this.#attempt });
    const socket = this.#wiring.dial();
    this.#socket = socket;
    this.#watch(handshake);
    socket.onmessage = (event) => this.#hear(event.data);
    socket.onclose = (event) => this.#closed(event.code);
  }

  #hear(data: unknown): void {
    const frame = readFrame(data);
    if (!frame) return;
    this.#heard = this.#wiring.clock.now();
    this.#watch(silence);
    if (frame.type === 'hello') {
      this.#attempt = 0;
      // The frame first: whoever hears "open" sends what is waiting, and must
      // know by then which interview and clock it talks to.
      this.#wiring.onFrame(frame);
      this.#become({ kind: 'open' });
      return;
    }
    this.#wiring.onFrame(frame);
  }

  #closed(code: number): void {
    const opened = this.#state.kind === 'open';
    this.#drop();
    const why = endings[code];
    if (why) {
      this.#become({ kind: 'stopped', why });
      return;
    }
    this.#wait(code === 1001 || code === 1012);
    if (!opened) void this.#ask();
  }

  #wait(restarting: boolean): void {
    const longest = Math.min(firstWait * 2 ** this.#attempt, longestWait);
    const wait = longest * (0.5 + this.#wiring.random() / 2);
    const cause = !this.#wiring.online() ? 'offline' : restarting ? 'restarting' : 'lost';
    this.#attempt += 1;
    const until = this.#wiring.clock.now() + wait;
    this.#become({ kind: 'waiting', until, attempt: this.#attempt, cause });
    this.#cancel = this.#wiring.clock.after(wait, () => this.#dial());
  }

  async #ask(): Promise<void> {
    const answer = await this.#wiring.diagnose();
    if (answer === 'retry' || this.#state.kind !== 'waiting') return;
    this.#drop();
    this.#become({ kind: 'stopped', why: answer });
  }

  /** Gives the connection up and tries again if nothing is heard for so long. */
  #watch(ms: number): void {
    this.#cancel();
    this.#cancel = this.#wiring.clock.after(ms, () => {
      this.#drop();
      this.#wait(false);
    });
  }

  #drop(): void {
    this.#cancel();
    this.#cancel = () => {};
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onmessage = () => {};
    socket.onclose = () => {};
    socket.close();
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#wiring.onState(state);
  }
}

function readFrame(data: unknown): FromServer | null {
  if (typeof data !== 'string') return null;
  try {
    const frame: unknown = JSON.parse(data);
    const typed = typeof frame === 'object' && frame !== null && 'type' in frame;
    return typed ? (frame as FromServer) : null;
  } catch {
    return null;
  }
}
