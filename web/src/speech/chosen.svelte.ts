// The settings of this browser, as the screens show and change them.

import { local } from '../storage';
import { readSettings, writeSettings, type SpeechSettings } from './settings';

let current = $state.raw(readSettings(local()));

export const chosen = {
  get current(): SpeechSettings {
    return current;
  },
  change(part: Partial<SpeechSettings>): void {
    current = { ...current, ...part };
    writeSettings(local(), current);
  },
};
