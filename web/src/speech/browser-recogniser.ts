// The browser's own recogniser (Web Speech API), with its moods hidden: it ends when
// somebody thinks, forgets to say that it ended, says things twice. Nobody is asked here
// whether their voice may go to the browser's maker; that is `recogniserFor`'s to know.
// Start from `BrowserRecogniser`.

import { within, type Clock } from '../clock';
import { joined } from './joined';
import type { Hearing } from './recogniser';

export type BrowserFailure =
  /** The person or their browser said no. */
  | 'refused'
  | 'no_microphone'
  /** Its maker's server was not reached. */
  | 'network'
  | 'language'
  | 'failed';

/** The part of a SpeechRecognition that is used; the DOM's types have none. */
export interface WebRecognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  /** Only where a browser can recognise by itself. */
  processLocally?: boolean;
  onstart: (() => void) | null;
  onaudiostart: (() => void) | null;
  onspeechstart: (() => void) | null;
  onresult: ((event: { results: WebResults }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

export type WebResults = ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;

export interface WebRecognitionMaker {
  new (): WebRecognition;
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>;
}

export interface BrowserWiring {
  Recognition: WebRecognitionMaker;
  clock: Clock;
  /** Ends after each utterance there, and says what it said again. */
  android: boolean;
  /** Such as "ja-JP". */
  lang: string;
  hearing: Hearing<BrowserFailure>;
}

/** Times (ms) without any event after which a session is dead: it says at least that it
    has started, and it ends by itself after 15 s of silence. */
const unopened = 5_000;
const unheard = 20_000;
/** The same while the microphone hears somebody speak. */
const unheardSpeech = 6_000;
/** How long (ms) the end of a session may take that was told to end, or failed. */
const unended = 2_000;
/** How long (ms) it may take to say whether it can recognise by itself. */
const unavailable = 1_000;

/** A session that lived shorter (ms), and heard nothing, did not really begin. */
const shortLife = 1_000;
/** So many of those, or failures of the network, in a row are enough. */
const vain = 5;
/** The wait (ms) after the first of them, doubled with each. */
const pause = 250;

/** Nobody says a whole utterance again this soon (ms) after a session began. */
const echo = 700;

export class BrowserRecogniser {
  readonly #wiring: BrowserWiring;
  #session: WebRecognition | null = null;
  #local = false;
  #state: 'idle' | 'asking' | 'listening' | 'stopping' | 'over' = 'idle';
  /** Utterances of sessions that have ended, and of the present one. */
  #before: string[] = [];
  #finals: string[] = [];
  #interim = '';
  #opened = 0;
  #failures = 0;
  #awaitsEvent = false;
  #cancel: () => void = () => {};

  constructor(wiring: BrowserWiring) {
    this.#wiring = wiring;
  }

  /** Listens until `stop`. Everything that comes of it is told to the hearing. */
  async start(): Promise<void> {
    if (this.#state !== 'idle') return;
    this.#state = 'asking';
    this.#local = await this.#recognisesLocally();
    if (this.#stopped) return;
    this.#state = 'listening';
    this.#open();
  }

  /** The person is done: the final text follows, after two seconds at the latest. */
  stop(): void {
    if (this.#stopped) return;
    this.#state = 'stopping';
    if (!this.#session) return this.#finish();
    this.#session.stop();
    this.#watch(unended, () => this.#ended());
  }

  /** Listens no more, and tells nothing more. */
  cancel(): void {
    this.#state = 'over';
    this.#leave();
  }

  /** The microphone hears speech. A session that is deaf to it is replaced. */
  speaking(): void {
    if (this.#state !== 'listening' || !this.#session || this.#awaitsEvent) return;
    this.#awaitsEvent = true;
    this.#watch(unheardSpeech, () => this.#ended());
  }

  get #stopped(): boolean {
    return this.#state === 'stopping' || this.#state === 'over';
  }

  async #recognisesLocally(): Promise<boolean> {
    const { Recognition, clock, lang } = this.#wiring;
    if (!Recognition.available) return false;
    try {
      const asked = Recognition.available({ langs: [lang], processLocally: true });
      return (await within(clock, unavailable, asked)) === 'available';
    } catch {
      return false; // It can't say, so it can't do it.
    }
  }

  #open(): void {
    const session = new this.#wiring.Recognition();
    session.lang = this.#wiring.lang;
    session.continuous = !this.#wiring.android;
    session.interimResults = true;
    if (this.#local) session.processLocally = true;
    this.#listen(session);
    this.#session = session;
    this.#opened = this.#wiring.clock.now();
    this.#watch(unopened, () => this.#deaf());
    try {
      session.start();
    } catch {
      this.#ended();
    }
  }

  #listen(session: WebRecognition): void {
    session.onstart = session.onaudiostart = session.onspeechstart = () => this.#alive();
    session.onresult = (event) => {
      this.#alive();
      this.#heard(event.results);
    };
    session.onerror = (event) => this.#erred(event.error);
    session.onend = () => this.#ended();
  }

  /** Something came of the session: it is left alone for a while. */
  #alive(): void {
    this.#awaitsEvent = false;
    if (this.#state === 'listening') this.#watch(unheard, () => this.#ended());
  }

  #heard(results: WebResults): void {
    this.#failures = 0;
    this.#finals = [];
    this.#interim = '';
    for (const result of Array.from(results)) {
      const text = (result[0]?.transcript ?? '').trim();
      if (!result.isFinal) this.#interim = joined(this.#interim, text);
      else if (text !== '') this.#settle(text);
    }
    this.#tell();
  }

  /** Takes an utterance that won't change any more, unless it was taken already. */
  #settle(text: string): void {
    const last = this.#finals.at(-1);
    if (this.#wiring.android) {
      if (last !== undefined && text.startsWith(last)) this.#finals.pop();
      const again = last === undefined && text === this.#before.at(-1);
      if (again && this.#wiring.clock.now() - this.#opened < echo) return;
    }
    this.#finals.push(text);
  }

  #tell(): void {
    const firm = this.#firm;
    this.#wiring.hearing.partial(joined(firm, this.#interim), firm.length);
  }

  get #firm(): string {
    return [...this.#before, ...this.#finals].reduce(joined, '');
  }

  #erred(error: string): void {
    switch (error) {
      case 'not-allowed':
        return this.#fail('refused');
      case 'audio-capture':
        return this.#fail('no_microphone');
      case 'service-not-allowed':
        return this.#local ? this.#deaf() : this.#fail('refused');
      case 'language-not-supported':
        return this.#local ? this.#deaf() : this.#fail('language');
      case 'network':
        if (++this.#failures >= vain) return this.#fail('network');
    }
    // Silence, or something that passes: the end should follow.
    this.#watch(unended, () => this.#ended());
  }

  /** Nothing came of the session at all. Its own recogniser may lack the language. */
  #deaf(): void {
    this.#local = false;
    this.#ended();
  }

  /** The session is over, whether it says so or not. What it had understood stays. */
  #ended(): void {
    const began = this.#finals.length > 0 || this.#interim !== '';
    this.#leave();
    this.#keep();
    if (this.#state === 'stopping') this.#finish();
    if (this.#state !== 'listening') return;
    const lived = this.#wiring.clock.now() - this.#opened;
    if (began || lived >= shortLife) return this.#open();
    if (++this.#failures >= vain) return this.#fail('failed');
    this.#watch(pause * 2 ** this.#failures, () => this.#open());
  }

  #keep(): void {
    const pieces = this.#interim === '' ? this.#finals : [...this.#finals, this.#interim];
    this.#before.push(...pieces);
    this.#finals = [];
    this.#interim = '';
  }

  #finish(): void {
    this.#cancel();
    this.#state = 'over';
    this.#wiring.hearing.final(this.#firm);
  }

  #fail(code: BrowserFailure): void {
    if (this.#state === 'stopping') return this.#ended();
    this.#leave();
    this.#keep();
    this.#state = 'over';
    if (this.#before.length > 0) this.#tell();
    this.#wiring.hearing.failed(code);
  }

  #leave(): void {
    this.#cancel();
    this.#awaitsEvent = false;
    const session = this.#session;
    this.#session = null;
    if (!session) return;
    session.onstart = session.onaudiostart = session.onspeechstart = null;
    session.onresult = session.onerror = session.onend = null;
    session.abort();
  }

  #watch(ms: number, then: () => void): void {
    this.#cancel();
    this.#cancel = this.#wiring.clock.after(ms, then);
  }
}

/** This browser's recogniser, if it has one. */
export function browserRecognition(scope: object): WebRecognitionMaker | undefined {
  const { SpeechRecognition, webkitSpeechRecognition } = scope as {
    SpeechRecognition?: WebRecognitionMaker;
    webkitSpeechRecognition?: WebRecognitionMaker;
  };
  return SpeechRecognition ?? webkitSpeechRecognition;
}
