// The words about speaking and listening in English.

import type { UnusableCode } from '../types';
import type { BrowserFailure } from '../speech/browser-recogniser';
import type { Trouble } from '../speech/devices';
import type { SoundVerdict } from '../speech/sound-check';
import type { VoiceTrouble } from '../speech/speaker';

export const speech = {
  microphone: 'Microphone',
  microphoneAbout: 'With one you can answer aloud. You can always type instead, also within an answer.',
  device: 'Which microphone',
  systemDevice: 'The one that the system uses',
  unnamedDevice: (number: number) => `Microphone ${number}`,
  namesLater: 'Their names appear once you have tried one.',
  otherDevice: 'The microphone that you chose is not connected. This was the system’s.',
  troubles: {
    insecure:
      'The browser gives the microphone only to pages that came over HTTPS or from this machine. Open Mondo at http://127.0.0.1 on the machine that runs it, or over HTTPS. Typing works here.',
    unsupported:
      'This browser cannot record. A current Chrome, Edge, Firefox or Safari can. Typing works here.',
    refused:
      'The browser may not use the microphone. Allow it for this site, at the icon beside the address, and in the system’s privacy settings. Then try again.',
    dismissed: 'The browser’s question was closed. Try again and choose “Allow”.',
    no_device: 'There is no microphone. Connect one and try again.',
    busy: 'The microphone could not be opened. Another program may be using it, or the system does not let the browser have it.',
    lost: 'The microphone was disconnected. Connect it again, or choose another.',
    failed: 'No sound came from the microphone. Try again, or choose another.',
  } satisfies Record<Trouble, string>,
  check: {
    start: 'Try the microphone',
    again: 'Try again',
    about: 'The browser will ask whether Mondo may listen. What you say stays in this page and is forgotten afterwards.',
    aboutBrowser: 'The browser will ask whether Mondo may listen. What you say goes to the browser’s recogniser and nowhere else, and is forgotten afterwards.',
    opening: 'Opening the microphone …',
    say: 'Say something, such as “Thank you for having me today.”',
    done: 'I’m done',
    meter: 'Level of the microphone',
    decibels: (value: number) => `${Math.round(value)} dB`.replace('-', '−'),
    speech: 'Your voice',
    room: 'The room',
    heard: 'Understood',
    heardNothing: 'No words were understood.',
    listen: 'How you sound',
    verdicts: {
      off: 'The microphone sends nothing at all. It may be muted by a switch, a key or in the system’s settings.',
      nothing: 'No voice was heard. Is it the right microphone? Speak a sentence or two.',
      clipped: 'Your voice is distorted. Move away from the microphone a little, or lower its level.',
      quiet: 'Your voice is faint. Move nearer to the microphone, or raise its level.',
      noisy: 'The room is nearly as loud as you are. Move nearer to the microphone, or somewhere quieter.',
      good: 'You can be heard well.',
    } satisfies Record<SoundVerdict, string>,
  },
  recogniser: 'Speech to text',
  recogniserAbout: 'Who turns what you say into words.',
  recognisers: {
    server: {
      name: 'The server',
      about: 'The recogniser that was set up with Mondo. Your voice goes only there.',
    },
    browser: {
      name: 'This browser',
      about: 'On this device where the browser can. Chrome and Edge mostly send your voice to their makers.',
    },
    none: { name: 'None', about: 'You type your answers.' },
  },
  noServerRecogniser: 'This server has no recogniser. Until one is set up you type your answers.',
  noBrowserRecogniser: 'This browser has no recogniser. Choose another, or type your answers.',
  consent: {
    title: 'May the browser send your voice to its maker?',
    text: 'The browser recognises speech on this device if it can. If it cannot, as mostly in Chrome and Edge, it sends what you say to its maker (Google, Microsoft), whose terms apply. You are asked only once, and can choose another recogniser at any time.',
    yes: 'Yes, it may',
    no: 'No',
    missing: 'The browser does not listen until you have agreed.',
    ask: 'Decide now',
  },
  recogniserFailures: {
    refused: 'The browser did not allow speech recognition for this site.',
    no_microphone: 'The browser’s recogniser did not get the microphone.',
    network: 'The browser’s recogniser could not be reached. It needs the internet.',
    language: 'The browser’s recogniser does not know this language.',
    failed: 'The browser’s recogniser does not work here.',
  } satisfies Record<BrowserFailure, string>,
  voice: 'The interviewer’s voice',
  voiceAbout: 'Who says the questions aloud. They can always be read as well.',
  voices: {
    server: { name: 'The server', about: 'The voice that was set up with Mondo.' },
    browser: {
      name: 'This browser',
      about: 'A voice of this device. The microphone does not listen while it speaks.',
    },
    none: { name: 'None', about: 'You read the questions.' },
  },
  noServerVoice: 'This server has no voice. Until one is set up you read the questions.',
  voiceNames: { ja: 'Voice for Japanese', en: 'Voice for English' },
  anyVoice: 'Any',
  noVoices: { ja: 'This device has no Japanese voice.', en: 'This device has no English voice.' },
  rate: 'Pace',
  rates: (rate: number) => (rate === 1 ? 'Normal' : `× ${rate}`),
  tryVoice: 'Hear it',
  stopVoice: 'Stop',
  sample: 'Thank you for coming today. Could you tell me a little about your work so far?',
  voiceTroubles: {
    gesture: 'The browser wants a click before it lets the page speak. Try again.',
    no_voice: 'There is no voice for this language.',
    unreachable: 'The voice could not be reached. Is the server running?',
    failed: 'The voice does not work here. Choose another.',
  } satisfies Record<VoiceTrouble, string>,
  answering: 'Answering aloud',
  pushToTalk: 'Push to talk',
  pushToTalkAbout: 'The microphone listens only while you hold the space bar or the button.',
  endAfter: 'When you stop speaking',
  endAfterAbout: 'An end by silence can be taken back for five seconds. What you say meanwhile is kept.',
  endChoices: (seconds: number) =>
    seconds === 0 ? 'Wait until I say that I’m done' : `End the answer after ${seconds} s of silence`,
  keepSound: 'Keep recordings',
  keepSoundAbout: 'To listen to your answers in the report. They stay on the server until you delete them.',
  quietHint: 'Take your time. Press Space or “I’m done” when you have finished.',
  ending: (seconds: number) => `The answer ends in ${seconds} s.`,
  notDone: 'I’m not done',
  full: 'An answer can be 15 minutes long. What you have said so far is kept.',
  unusable: {
    silence: 'Nothing was heard. Please say that again.',
    noise: 'There was too much noise to understand you. Please say that again.',
    too_short: 'That was too short to understand. Please say that again.',
    clipped: 'The sound was too distorted. Move away from the microphone a little and say that again.',
    failed: 'The speech could not be turned into words. Please say that again, or type.',
  } satisfies Record<UnusableCode, string>,
};
