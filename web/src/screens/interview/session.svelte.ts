// One interview as its screen knows it: the connection, the fold, what is on its way
// and what went wrong, wired together. Start from `Session`.

import { ApiError, socketURL, type Api } from '../../api';
import { wall } from '../../clock';
import { Connection, subprotocol, type ConnectionState, type SocketLike } from '../../interview/socket';
import { apply, empty, leavesGap, type View } from '../../interview/fold';
import { commandId, Outbox } from '../../interview/outbox';
import { Drafts } from '../../interview/drafts';
import { language } from '../../i18n/words.svelte';
import { local, session as sessionStorage } from '../../storage';
import type { Line } from '../../speech/take';
import type { Tick } from '../../ticks';
import type { Command, CommandType, EventKind, FromServer, RefusalCode } from '../../types';

/** The server's bound for one answer, in bytes of UTF-8. */
export const maxAnswerBytes = 64 << 10;

/** How often (ms) the clocks on the screen move. */
const tick = 500;

/** The events with which what a notice says is over. */
const endings: Record<string, readonly EventKind[]> = {
  dictionary_loading: ['answer.scored'],
  judge_reading: ['answer.scored', 'answer.unjudged', 'thread.closed', 'interview.finished'],
};

/** A new id for a command or a take. */
export function newId(): string {
  return commandId((bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>));
}

/** What could not be done, and the text that came back from it. */
export interface Refused {
  code: RefusalCode;
  command: CommandType;
}

export class Session {
  readonly id: string;
  readonly drafts: Drafts;

  view = $state.raw<View>(empty);
  connection = $state.raw<ConnectionState>({ kind: 'connecting', attempt: 0 });
  /** Commands that the server has not settled, oldest first. */
  pending = $state.raw<readonly Command[]>([]);
  refused = $state.raw<Refused | null>(null);
  /** What the server wants the person to know. */
  notice = $state.raw<{ code: string; message: string } | null>(null);
  /** The notice that a model still reads: one waits for it as for the interviewer's words. */
  get reading(): string {
    return this.notice?.code === 'judge_reading' ? this.notice.message : '';
  }

  /** The server's clock, which times in events are told by. */
  now = $state(Date.now());
  /** What screen readers are told, latest last. */
  announced = $state.raw<{ id: string; text: string }[]>([]);
  /** The last event that had happened when the page came; later ones happen before its eyes. */
  firstSeq = $state.raw<number | null>(null);

  /** Takes back the text of an answer that was refused. */
  onReturned: (text: string) => void = () => {};
  /** Hears of every frame, once the view has it; `before` is the view that did not. */
  onFrame: (frame: FromServer, before: View) => void = () => {};
  /** The connection is open again. Told before the commands that wait are sent. */
  onOpened: () => void = () => {};

  readonly #api: Api;
  readonly #outbox: Outbox;
  readonly #connection: Connection;
  /** Commands that were accepted before their events came, with the last event of each. */
  readonly #accepted = new Map<string, number>();
  #skew = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(id: string, api: Api) {
    this.id = id;
    this.#api = api;
    this.drafts = new Drafts(id, local(), Date.now);
    this.#outbox = new Outbox(id, sessionStorage());
    this.pending = this.#outbox.waiting;
    this.#connection = new Connection({
      dial: () =>
        new WebSocket(
          socketURL(location.href, id, this.view.seq, language.current),
          subprotocol,
        ) as SocketLike,
      clock: wall,
      random: Math.random,
      online: () => navigator.onLine,
      diagnose: () => this.#diagnose(),
      onFrame: (frame) => this.#hear(frame),
      onState: (state) => this.#changed(state),
    });
  }

  /** Connects; the returned function leaves. */
  start(): () => void {
    const wake = () => this.#connection.wake();
    const seen = () => document.visibilityState === 'visible' && wake();
    addEventListener('online', wake);
    addEventListener('pageshow', wake);
    document.addEventListener('visibilitychange', seen);
    this.#timer = setInterval(() => (this.now = Date.now() + this.#skew), tick);
    this.#connection.start();
    return () => {
      removeEventListener('online', wake);
      removeEventListener('pageshow', wake);
      document.removeEventListener('visibilitychange', seen);
      clearInterval(this.#timer);
      this.#connection.stop();
    };
  }

  reconnect(): void {
    this.#connection.wake();
  }

  /** What the sound of spoken answers goes over. */
  get line(): Line {
    return this.#connection;
  }

  /**
   * Whether a command about a turn is on its way. It may be about an earlier turn than
   * the open one, when another tab was first: then it comes back, and the next waits.
   */
  get busy(): boolean {
    return this.pending.some((c) => c.to !== undefined);
  }

  /** Sends an answer; `spoken` is what a recogniser heard of it, and in which take. */
  answer(text: string, spoken?: { take: string; heard: string }): string {
    const modality = spoken ? 'spoken' : 'typed';
    return this.#do('answer', { to: this.view.open?.id, text, modality, ...spoken });
  }

  /** Skips, asks for a hint or a repetition, or goes on: all about the open turn. */
  about(type: 'skip' | 'hint' | 'repeat' | 'continue'): void {
    this.#do(type, { to: this.view.open?.id });
  }

  /** Sends the person's own verdict; what it changed comes as an event. */
  tick(tick: Tick): Promise<unknown> {
    return this.#api.tick(this.id, tick);
  }

  whole(type: 'pause' | 'resume' | 'finish'): void {
    if (this.pending.some((c) => c.type === type)) return;
    this.#do(type, {});
  }

  #do(type: CommandType, rest: Omit<Command, 'type' | 'id'>): string {
    const id = newId();
    const command: Command = { type, id, ...rest };
    this.refused = null;
    this.notice = null;
    this.#outbox.add(command);
    this.pending = this.#outbox.waiting;
    this.#connection.send(command);
    return id;
  }

  #hear(frame: FromServer): void {
    if (leavesGap(this.view, frame)) {
      this.#connection.restart();
      return;
    }
    const before = this.view;
    this.#fold(frame);
    this.onFrame(frame, before);
  }

  #fold(frame: FromServer): void {
    switch (frame.type) {
      case 'hello':
        this.#skew = frame.now - Date.now();
        this.now = frame.now;
        this.firstSeq ??= frame.seq;
        return;
      case 'accepted':
        this.#accepted.set(frame.command, frame.seq);
        this.#settleAccepted();
        return;
      case 'refused':
        this.#takeBack(frame.command, frame.code);
        return;
      case 'notice':
        this.notice = { code: frame.code, message: frame.message };
        return;
    }
    const before = this.view;
    this.view = apply(before, frame);
    if (frame.type !== 'event') return;
    if (frame.command) this.#settle(frame.command);
    if (this.notice && endings[this.notice.code]?.includes(frame.kind)) this.notice = null;
    this.#settleAccepted();
    this.#announce(before);
  }

  #changed(state: ConnectionState): void {
    this.connection = state;
    if (state.kind !== 'open') return;
    this.onOpened();
    for (const command of this.#outbox.waiting) this.#connection.send(command);
  }

  /** A command is settled once its events are on the screen, so that nothing flickers. */
  #settleAccepted(): void {
    for (const [id, seq] of this.#accepted) {
      if (seq > this.view.seq) continue;
      this.#accepted.delete(id);
      this.#settle(id);
    }
  }

  #settle(id: string): Command | undefined {
    const command = this.#outbox.settle(id);
    if (!command) return undefined;
    this.pending = this.#outbox.waiting;
    if (command.type === 'answer' && command.to) this.drafts.write(command.to, '');
    return command;
  }

  #takeBack(id: string, code: RefusalCode): void {
    const command = this.#outbox.settle(id);
    if (!command) return;
    this.pending = this.#outbox.waiting;
    this.refused = { code, command: command.type };
    if (command.type === 'answer' && command.text) this.onReturned(command.text);
  }

  #announce(before: View): void {
    const last = this.view.utterances.at(-1);
    if (this.view.utterances === before.utterances || last?.who !== 'interviewer') return;
    // What had been said before the page came is there to be read; only the last is told.
    if (this.view.seq < (this.firstSeq ?? 0) && last.id !== this.view.open?.id) return;
    this.announced = [...this.announced.slice(-2), { id: last.id, text: last.text }];
  }

  async #diagnose(): Promise<'retry' | 'login' | 'gone'> {
    try {
      await this.#api.interview(this.id);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return 'login';
      if (error instanceof ApiError && error.status === 404) return 'gone';
    }
    return 'retry';
  }
}
