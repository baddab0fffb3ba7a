// Light, dark, or as the system has it. `early.js` applies the choice before the
// first paint; this is the switch.

export type Theme = 'system' | 'light' | 'dark';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];

const key = 'mondo.theme';

function stored(): Theme {
  try {
    const value = localStorage.getItem(key);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

let current = $state<Theme>(stored());

export const theme = {
  get current(): Theme {
    return current;
  },
  choose(next: Theme): void {
    current = next;
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(key, next);
    } catch {
      // Storage is forbidden: the choice lives as long as the page.
    }
  },
};
