// Answering aloud on this screen: one stretch of speech after another, each of which
// becomes words in the field, until the answer is sent. Start from `Answering`.

import { language } from '../../i18n/words.svelte';
import { steady } from '../../clock';
import { browserCapture, browserRecogniser, recognises, samplesOf } from '../../speech/browser';
import { chosen } from '../../speech/chosen.svelte';
import { FirstWord } from '../../speech/first-word';
import { Microphone } from '../../speech/microphone';
import { recogniserFor, type Recognition } from '../../speech/recogniser';
import { SpokenAnswer, type Spoken, type Why } from '../../speech/spoken-answer';
import { Take, type TakeListener } from '../../speech/take';
import type { FromServer, RefusalCode, Status } from '../../types';
import type { InterviewerVoice } from './interviewer-voice.svelte';
import { newId, type Session } from './session.svelte';

/** A stretch of speech whose words stand in the field. */
interface Piece {
  spoken: SpokenAnswer;
  heard: string;
}

/** What was refused because the turn is over: its sound is of no use any more. */
const past: readonly RefusalCode[] = ['finished', 'stale'];

export class Answering {
  /** The stretch that is being spoken; null when nobody speaks. */
  now = $state.raw<Spoken | null>(null);
  /** Why there are no words, or not all of them. */
  why = $state.raw<Why | null>(null);
  /** The last stretch was as long as an answer may be. */
  full = $state(false);
  /** Key points that have been said in this answer. */
  said = $state.raw<string[]>([]);

  /** Puts words into the field. */
  onWords: (text: string) => void = () => {};

  readonly #session: Session;
  readonly #voice: InterviewerVoice;
  readonly #status: () => Status['speech'] | undefined;
  #spoken: SpokenAnswer | null = null;
  #failed: SpokenAnswer | null = null;
  #pieces: Piece[] = [];
  /** Of answers that are on their way, by their command. */
  readonly #sent = new Map<string, Piece[]>();
  #waiting: Microphone | null = null;

  constructor(session: Session, voice: InterviewerVoice, status: () => Status['speech'] | undefined) {
    this.#session = session;
    this.#voice = voice;
    this.#status = status;
  }

  /** Who turns speech into words here, or why nobody does. */
  get recognition(): Recognition {
    const { recogniser, consent } = chosen.current;
    const server = this.#status()?.recogniser === true;
    return recogniserFor(recogniser, { server, browser: recognises(), consent });
  }

  /** Nobody can be spoken to here, though somebody could be chosen. */
  get unset(): boolean {
    const who = this.recognition;
    return this.#status() !== undefined && who.by === 'nobody' && who.why !== 'chosen' && who.why !== 'not_asked';
  }

  get active(): boolean {
    return this.now !== null;
  }

  /** Nobody could recognise what was said, though it may be good. */
  get retryable(): boolean {
    return this.why?.of === 'sound' && this.why.code === 'failed';
  }

  /** Begins to listen to an answer to the turn. The interviewer falls silent. */
  begin(turn: string): void {
    if (this.#spoken) return;
    this.stopWaiting();
    const spoken = this.#start(turn);
    const microphone = new Microphone(browserCapture, spoken);
    void spoken.open(microphone, chosen.current.microphone);
  }

  async done(): Promise<void> {
    await this.#spoken?.done();
  }

  settle(): void {
    this.#spoken?.settle();
  }

  notDone(): void {
    this.#spoken?.notDone();
  }

  press(on: boolean): void {
    this.#spoken?.press(on);
  }

  hold(on: boolean): void {
    this.#spoken?.hold(on);
  }

  again(): void {
    const spoken = this.#failed;
    if (!spoken || this.#spoken) return;
    this.why = this.#failed = null;
    this.#spoken = spoken;
    spoken.again();
  }

  /** Throws away what is being said, and forgets what was. */
  forget(): void {
    this.#spoken?.cancel();
    this.#failed?.take?.drop();
    this.#spoken = this.#failed = null;
    this.now = this.why = null;
    this.full = false;
    this.said = [];
    for (const { spoken } of this.#pieces) spoken.take?.drop();
    this.#pieces = [];
  }

  /** Sends an answer in which what was heard stands, as the person left it. */
  send(text: string): void {
    const pieces = this.#pieces;
    this.#pieces = [];
    this.forget();
    chosen.change({ byVoice: pieces.length > 0 });
    // The server knows one take of an answer: the one in which most of it was said.
    const longest = pieces.reduce<Piece | null>(
      (most, piece) => (most && most.heard.length >= piece.heard.length ? most : piece),
      null,
    );
    const take = longest?.spoken.take?.id;
    const id = this.#session.answer(text, longest && take ? { take, heard: longest.heard } : undefined);
    if (pieces.length > 0) this.#sent.set(id, pieces);
  }

  /** Headphones on, and the interviewer speaks: the first word interrupts them. */
  async wait(turn: string): Promise<void> {
    if (this.#waiting || this.#spoken) return;
    const microphone = new Microphone(
      browserCapture,
      new FirstWord(() => this.#interrupt(turn)),
      true,
    );
    this.#waiting = microphone;
    // Without a microphone a key or the button still does, and says what is wrong.
    await microphone.start(chosen.current.microphone).catch(() => this.stopWaiting());
  }

  stopWaiting(): void {
    const microphone = this.#waiting;
    this.#waiting = null;
    void microphone?.stop();
  }

  hear(frame: FromServer): void {
    for (const take of this.#takes()) take.hear(frame);
    if (frame.type === 'accepted') this.#accepted(frame.command);
    if (frame.type === 'event' && frame.command) this.#accepted(frame.command);
    if (frame.type === 'refused') this.#refused(frame.command, frame.code);
  }

  reopened(): void {
    for (const take of this.#takes()) take.reopened();
  }

  /** Lets go of everything. */
  leave(): void {
    this.stopWaiting();
    this.forget();
    for (const pieces of this.#sent.values()) for (const { spoken } of pieces) spoken.take?.release();
    this.#sent.clear();
  }

  #interrupt(turn: string): void {
    const microphone = this.#waiting;
    if (!microphone) return;
    this.#waiting = null;
    this.#start(turn).takeOver(microphone);
  }

  #start(turn: string): SpokenAnswer {
    this.#voice.cancel();
    this.#failed?.take?.drop();
    this.why = this.#failed = null;
    this.full = false;
    chosen.change({ byVoice: true });
    const by = this.recognition.by;
    const lang = this.#session.view.settings?.lang || language.current;
    const spoken: SpokenAnswer = new SpokenAnswer({
      take: (listener) => this.#take(turn, by === 'browser', listener),
      recogniser: by === 'browser' ? (hearing) => browserRecogniser(lang, hearing)! : null,
      endAfter: chosen.current.endAfter,
      pushToTalk: chosen.current.pushToTalk,
      decode: samplesOf,
      listener: {
        changed: (now) => this.#show(spoken, now),
        over: (text, why) => this.#over(spoken, text, why),
        full: () => (this.full = true),
      },
    });
    this.#spoken = spoken;
    this.now = spoken.now;
    return spoken;
  }

  #take(turn: string, byBrowser: boolean, listener: TakeListener): Take {
    const { line } = this.#session;
    return new Take(turn, { line, clock: steady, newId, byBrowser, keep: chosen.current.keepSound, listener });
  }

  #show(spoken: SpokenAnswer, now: Spoken): void {
    if (spoken !== this.#spoken) return;
    this.now = now;
    if (now.said.some((id) => !this.said.includes(id))) this.said = [...new Set([...this.said, ...now.said])];
  }

  #over(spoken: SpokenAnswer, text: string, why: Why | null): void {
    if (spoken !== this.#spoken) return;
    this.#spoken = null;
    this.now = null;
    this.why = why;
    if (text.trim() !== '') {
      this.#pieces.push({ spoken, heard: text });
      this.onWords(text);
    } else if (this.retryable) this.#failed = spoken;
    else spoken.take?.drop();
  }

  #takes(): Take[] {
    const sent = [...this.#sent.values()].flat();
    const all = [this.#spoken, this.#failed, ...this.#pieces.map((p) => p.spoken), ...sent.map((p) => p.spoken)];
    return all.flatMap((spoken) => spoken?.take ?? []);
  }

  #accepted(command: string): void {
    const pieces = this.#sent.get(command);
    if (!pieces) return;
    this.#sent.delete(command);
    // The server has let go of the one that the answer named.
    for (const { spoken } of pieces) spoken.take?.drop();
  }

  /** The text comes back into the field, and what was heard with it. */
  #refused(command: string, code: RefusalCode): void {
    const pieces = this.#sent.get(command);
    if (!pieces) return;
    this.#sent.delete(command);
    if (past.includes(code)) for (const { spoken } of pieces) spoken.take?.drop();
    else this.#pieces = [...pieces, ...this.#pieces];
  }
}
