// The real browser behind captures, recognisers and voices. Nothing else of this folder
// touches it; everything takes what it is given.

import { steady } from '../clock';
import type { Lang } from '../types';
import { BrowserRecogniser, browserRecognition, type BrowserFailure } from './browser-recogniser';
import { BrowserVoice } from './browser-voice';
import { Capture, type Listener } from './capture';
import { CaptureError, obstacle, openMicrophone } from './devices';
import { tapName } from './packets';
import type { Hearing } from './recogniser';
import { rate, sixteenBits } from './sound';
import { safetyCopy } from './safety-copy';
import { ServerVoice } from './server-voice';
import type { SpeechSettings } from './settings';
import type { Voice } from './speaker';
import workletURL from './worklet?worker&url';

/** A capture of this browser's microphone. It asks for permission when it starts. */
export function browserCapture(listener: Listener): Capture {
  return new Capture(
    {
      async open(device) {
        const trouble = obstacle(window);
        if (trouble) throw new CaptureError(trouble);
        return openMicrophone(navigator.mediaDevices, device);
      },
      // Lower latencies lose sound when the machine is busy.
      context: () => new AudioContext({ latencyHint: 'playback' }),
      async tap(context) {
        await context.audioWorklet.addModule(workletURL);
        return new AudioWorkletNode(context, tapName, { numberOfOutputs: 1 });
      },
      record: (stream) => safetyCopy(window.MediaRecorder, stream, steady),
      clock: steady,
    },
    listener,
  );
}

/** The samples of a recording, at the rate of ours; null where this browser cannot read it. */
export async function samplesOf(recording: Blob): Promise<Int16Array | null> {
  try {
    // It gives everything that it decodes the rate of its own.
    const context = new OfflineAudioContext(1, 1, rate);
    const sound = await context.decodeAudioData(await recording.arrayBuffer());
    return Int16Array.from(sound.getChannelData(0), sixteenBits);
  } catch {
    return null; // Its samples have holes, and are better than nothing.
  }
}

/** Language tags that recognisers know. */
const tags: Record<Lang, string> = { ja: 'ja-JP', en: 'en-US' };

/** Whether this browser recognises speech. */
export function recognises(): boolean {
  return browserRecognition(window) !== undefined;
}

/** This browser's recogniser; null where it has none. Ask for consent before it starts. */
export function browserRecogniser(
  lang: Lang,
  hearing: Hearing<BrowserFailure>,
): BrowserRecogniser | null {
  const Recognition = browserRecognition(window);
  if (!Recognition) return null;
  const android = /Android/.test(navigator.userAgent);
  return new BrowserRecogniser({ Recognition, clock: steady, android, lang: tags[lang], hearing });
}

/**
 * The voice that was chosen; null for none, also where this browser has none. The
 * server's reads a sheet's terms as its readings say.
 */
export function chosenVoice(settings: () => SpeechSettings, sheet = ''): Voice | null {
  switch (settings().voice) {
    case 'server':
      return new ServerVoice({
        fetch: (...request) => fetch(...request),
        audio: new Audio(),
        url: { create: (sound) => URL.createObjectURL(sound), revoke: (url) => URL.revokeObjectURL(url) },
        clock: steady,
        rate: () => settings().rate,
        sheet,
      });
    case 'browser':
      if (!('speechSynthesis' in window)) return null;
      return new BrowserVoice({
        synthesis: speechSynthesis,
        utterance: (text) => new SpeechSynthesisUtterance(text),
        clock: steady,
        choice: (lang) => ({ name: settings().voiceNames[lang], rate: settings().rate }),
      });
    default:
      return null;
  }
}
