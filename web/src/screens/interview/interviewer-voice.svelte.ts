// The interviewer's voice on this screen: who speaks, whether they may, and how to make
// them stop. Start from `InterviewerVoice`.

import type { View } from '../../interview/fold';
import { language } from '../../i18n/words.svelte';
import { api } from '../../server.svelte';
import { chosenVoice } from '../../speech/browser';
import { chosen } from '../../speech/chosen.svelte';
import { readingsIn, type Reading } from '../../speech/readings';
import { Speaker, type Voice, type VoiceTrouble } from '../../speech/speaker';
import { sayNext } from '../../speech/turns';
import type { FromServer, Status } from '../../types';
import type { Session } from './session.svelte';

export class InterviewerVoice {
  /** The turn that is being said. */
  speaking = $state<string | null>(null);
  /** The turn that was said last. */
  said = $state<string | null>(null);
  trouble = $state<VoiceTrouble | null>(null);

  readonly #session: Session;
  readonly #status: () => Status['speech'] | undefined;
  #voice: Voice | null = null;
  #speaker: Speaker | null = null;

  constructor(session: Session, status: () => Status['speech'] | undefined) {
    this.#session = session;
    this.#status = status;
  }

  /** Somebody was chosen who can speak, muted or not. */
  get there(): boolean {
    const { voice } = chosen.current;
    return voice === 'server' ? this.#status()?.voice === true : voice === 'browser';
  }

  /** The microphone would hear what is being said now. */
  get echoes(): boolean {
    return this.speaking !== null && this.#voice?.echoes === true && !chosen.current.headphones;
  }

  follow(frame: FromServer, before: View): void {
    const speaker = this.#ready();
    if (speaker) sayNext(speaker, frame, before, this.#session.view, this.#session.now);
  }

  /** The candidate acts: nothing more is said of what was being said. */
  cancel(): void {
    this.#speaker?.cancel();
  }

  toggleMute(): void {
    chosen.change({ muted: !chosen.current.muted });
    this.#speaker?.mute(chosen.current.muted);
  }

  #ready(): Speaker | null {
    if (this.#speaker || !this.there || this.#session.view.plan === null) return this.#speaker;
    const { plan, settings } = this.#session.view;
    this.#voice = chosenVoice(() => chosen.current, plan.sheet);
    if (!this.#voice) return null;
    const readings: Reading[] = [];
    if (chosen.current.voice === 'browser') void this.#read(plan.sheet, readings);
    this.#speaker = new Speaker({
      voice: this.#voice,
      lang: settings?.lang || language.current,
      readings,
      onSpeaking: (turn) => {
        if (turn !== null) [this.said, this.trouble] = [turn, null];
        this.speaking = turn;
      },
      onTrouble: (trouble) => (this.trouble = trouble),
    });
    this.#speaker.mute(chosen.current.muted);
    return this.#speaker;
  }

  /** The sheet's readings, for a voice that does not know them as the server's does. */
  async #read(sheet: string, readings: Reading[]): Promise<void> {
    try {
      readings.push(...readingsIn((await api.sheetSpeech(sheet)).readings));
    } catch {
      // A term is said as it is written, then.
    }
  }
}
