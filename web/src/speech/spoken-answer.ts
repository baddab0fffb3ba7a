// A stretch of somebody's speech, from the press that begins it to its words: the
// microphone, the take that goes to the server, and whoever recognises, as one thing.
// It knows no screen. Start from `SpokenAnswer`.

import type { RefusalCode, UnusableCode } from '../types';
import type { Activity } from './activity';
import type { BrowserFailure, BrowserRecogniser } from './browser-recogniser';
import type { Listener } from './capture';
import { CaptureError, type Trouble } from './devices';
import type { Microphone } from './microphone';
import { Quiet, type EndAfter, type Quietness } from './quiet';
import type { Hearing } from './recogniser';
import { lasting, noSound } from './sound';
import { longest, type Take, type TakeListener } from './take';

/**
 * The microphone opens; somebody speaks; what was said is being written down; over,
 * because there are words or because there are none.
 */
export type Stage = 'opening' | 'listening' | 'writing' | 'over';

/** What is shown of it. */
export interface Spoken {
  stage: Stage;
  /** dBFS. */
  level: number;
  quiet: Quietness;
  /** The words so far; the first `firm` UTF-16 units will not change any more. */
  text: string;
  firm: number;
  /** Ids of the key points that have been said. */
  said: string[];
}

/** Why there are no words, or not all of them. */
export type Why =
  | { of: 'microphone'; code: Trouble }
  | { of: 'sound'; code: UnusableCode }
  | { of: 'recogniser'; code: BrowserFailure }
  | { of: 'server'; code: RefusalCode };

export interface SpokenListener {
  changed(now: Spoken): void;
  /** Over. Without words there is a reason; with words there may be one too. */
  over(text: string, why: Why | null): void;
  /** It is as long as it may be, and ends. */
  full(): void;
}

export interface SpokenWiring {
  /** Begins a take; the listener hears what becomes of it. */
  take(listener: TakeListener): Take;
  /** The browser's recogniser where that one was chosen; null where the server's. */
  recogniser: ((hearing: Hearing<BrowserFailure>) => BrowserListening) | null;
  endAfter: EndAfter;
  /** Speech counts only while something is pressed. */
  pushToTalk: boolean;
  /** The samples of the browser's own recording; null where it cannot be read. */
  decode(copy: Blob): Promise<Int16Array | null>;
  listener: SpokenListener;
}

/** The part of a `BrowserRecogniser` that is used. */
export type BrowserListening = Pick<BrowserRecogniser, 'start' | 'stop' | 'cancel' | 'speaking'>;

export class SpokenAnswer implements Listener {
  readonly #wiring: SpokenWiring;
  readonly #quiet: Quiet;
  #microphone: Microphone | null = null;
  #recogniser: BrowserListening | null = null;
  #take: Take | null = null;
  #now: Spoken;
  #why: Why | null = null;
  #speaks = false;
  #spoke = false;
  #held = false;
  #pressed: boolean;

  constructor(wiring: SpokenWiring) {
    this.#wiring = wiring;
    this.#quiet = new Quiet(wiring.pushToTalk ? 0 : wiring.endAfter);
    this.#pressed = !wiring.pushToTalk;
    const quiet = this.#quiet.now;
    this.#now = { stage: 'opening', level: noSound, quiet, text: '', firm: 0, said: [] };
  }

  get now(): Spoken {
    return this.#now;
  }

  /** What goes to the server; null before anything was heard. */
  get take(): Take | null {
    return this.#take;
  }

  /** Opens the microphone and listens, until `done`, `cancel` or an end by itself. */
  async open(microphone: Microphone, device: string): Promise<void> {
    this.#microphone = microphone;
    this.#hush();
    try {
      await microphone.start(device);
      if (this.#now.stage === 'opening') this.#listen();
    } catch (error) {
      if (this.#now.stage === 'over') return; // Nobody waits for it any more.
      this.#end('', { of: 'microphone', code: error instanceof CaptureError ? error.trouble : 'failed' });
    }
  }

  /** Goes on with a microphone that is open, and with the word that it has just heard. */
  takeOver(microphone: Microphone): void {
    this.#microphone = microphone;
    this.#hush();
    microphone.handTo(this);
    this.#listen();
  }

  /** The person is done: the words follow. */
  async done(): Promise<void> {
    if (this.#now.stage === 'opening') return this.cancel();
    if (this.#now.stage !== 'listening') return;
    this.#change({ stage: 'writing', quiet: { kind: 'none' } });
    const captured = await this.#microphone?.stop();
    if (captured?.short && captured.copy) await this.#mend(captured.copy);
    if (this.now.stage !== 'writing') return; // Nobody waits for it any more.
    this.#take?.end();
    if (this.#recogniser) this.#recogniser.stop();
    else if (!this.#take) this.#end('', { of: 'sound', code: 'silence' });
  }

  /** Nobody waits for the last words: those that are there are taken. */
  settle(): void {
    if (this.#now.stage === 'writing') this.#end(this.#now.text, this.#why);
  }

  /** Nobody could recognise it, though it may be good: once more. */
  again(): void {
    if (this.#now.stage !== 'over') return;
    this.#now = { ...this.#now, stage: 'writing' };
    this.#wiring.listener.changed(this.#now);
    this.#take?.again();
  }

  /** Throws everything away, and tells nothing more. */
  cancel(): void {
    this.#take?.drop();
    this.#leave();
  }

  /** The person is still thinking: what the silence was about to end goes on. */
  notDone(): void {
    this.#quiet.undo();
    this.#change({ quiet: this.#quiet.now });
  }

  /** The interviewer speaks in a voice that the microphone would hear. */
  hold(on: boolean): void {
    this.#held = on;
    this.#hush();
  }

  /** Of push to talk: the key or button goes down, or up. */
  press(on: boolean): void {
    if (!this.#wiring.pushToTalk) return;
    this.#pressed = on;
    this.#hush();
  }

  // What the microphone says.

  packet(samples: Int16Array<ArrayBuffer>): void {
    if (this.#now.stage === 'over') return;
    this.#take ??= this.#wiring.take(this.#takeListener());
    this.#take.add(samples);
    const counts = this.#now.stage === 'listening' && !this.#held;
    const quiet = counts ? this.#quiet.pass(lasting(samples.length), this.#speaks) : this.#now.quiet;
    this.#change({ quiet });
    if (quiet.kind === 'ended') void this.done();
  }

  level(activity: Activity): void {
    this.#speaks = activity.speaking && this.#pressed && !this.#held;
    this.#spoke ||= this.#speaks;
    if (this.#speaks) this.#recogniser?.speaking();
    // Shown with the packet, which follows.
    this.#now = { ...this.#now, level: this.#pressed && !this.#held ? activity.level : noSound };
  }

  lost(trouble: Trouble): void {
    if (this.#now.stage === 'over') return;
    this.#why = { of: 'microphone', code: trouble };
    void this.done();
  }

  /**
   * The samples have holes, as when the machine was too busy for them: the browser's own
   * recording, which has none, goes to the server in their place.
   */
  async #mend(copy: Blob): Promise<void> {
    const whole = await this.#wiring.decode(copy);
    if (!whole || this.#now.stage !== 'writing') return;
    this.#take?.drop();
    this.#take = this.#wiring.take(this.#takeListener());
    this.#take.add(whole.subarray(Math.max(0, whole.length - longest)));
  }

  #listen(): void {
    this.#recogniser = this.#wiring.recogniser?.(this.#hearing()) ?? null;
    void this.#recogniser?.start();
    this.#change({ stage: 'listening' });
  }

  #hush(): void {
    this.#microphone?.hold(this.#held || !this.#pressed);
  }

  /** What the browser's recogniser says. */
  #hearing(): Hearing<BrowserFailure> {
    return {
      partial: (text, firm) => this.#change({ text, firm }),
      final: (text) => this.#final(text),
      failed: (code) => this.#unheard(code),
    };
  }

  /** What the server says; it recognises unless the browser does. */
  #takeListener(): TakeListener {
    return {
      partial: (text, firm) => this.#change({ text, firm }),
      final: (text) => this.#final(text),
      failed: (code) => this.#end('', { of: 'sound', code }),
      refused: (code) => this.#refused(code),
      ticks: (said) => this.#change({ said }),
      full: () => {
        this.#wiring.listener.full();
        void this.done();
      },
    };
  }

  #final(text: string): void {
    if (text.trim() !== '') return this.#end(text, this.#why);
    this.#end('', this.#why ?? { of: 'sound', code: this.#spoke ? 'noise' : 'silence' });
  }

  #unheard(code: BrowserFailure): void {
    this.#recogniser = null;
    this.#end(this.#now.text, { of: 'recogniser', code });
  }

  /** The browser's words need no server: only its figures are missing then. */
  #refused(code: RefusalCode): void {
    if (!this.#wiring.recogniser) this.#end(this.#now.text, { of: 'server', code });
  }

  #end(text: string, why: Why | null): void {
    if (this.#now.stage === 'over') return;
    this.#leave();
    this.#wiring.listener.over(text, why);
  }

  #leave(): void {
    this.#recogniser?.cancel();
    this.#recogniser = null;
    void this.#microphone?.stop();
    this.#change({ stage: 'over' });
  }

  #change(part: Partial<Spoken>): void {
    if (this.#now.stage === 'over') return;
    this.#now = { ...this.#now, ...part };
    this.#wiring.listener.changed(this.#now);
  }
}
