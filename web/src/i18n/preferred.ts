// Which of the two languages to speak to a browser. Pure.

import type { Lang } from '../types';

/** The chosen language, or the first of the browser's that there is. */
export function preferred(chosen: string | null, browser: readonly string[]): Lang {
  if (chosen === 'ja' || chosen === 'en') return chosen;
  for (const tag of browser) {
    const primary = tag.slice(0, 2).toLowerCase();
    if (primary === 'ja' || primary === 'en') return primary;
  }
  return 'en';
}
