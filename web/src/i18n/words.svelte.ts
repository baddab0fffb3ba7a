// Which language the application speaks. The interview has its own language; this
// is the page around it. Start from `words` and `language`.

import type { Lang } from '../types';
import { en, type Dictionary } from './en';
import { ja } from './ja';
import { preferred } from './preferred';

const key = 'mondo.lang';
const dictionaries: Record<Lang, Dictionary> = { ja, en };

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

let current = $state<Lang>(preferred(stored(), navigator.languages));

export const language = {
  get current(): Lang {
    return current;
  },
  choose(lang: Lang): void {
    current = lang;
    document.documentElement.lang = lang;
    try {
      localStorage.setItem(key, lang);
    } catch {
      // Storage is forbidden: the choice lives as long as the page.
    }
  },
};

/** The words in the current language. */
export function words(): Dictionary {
  return dictionaries[current];
}
