// Which key presses are free for the screen's own use. Start from `isFree`.

/** What a person can write into: there every key is a character. */
const fields = 'textarea, select, [contenteditable=""], [contenteditable="true"], input:not([type="button"], [type="checkbox"], [type="radio"], [type="range"])';

/** What the space bar already presses, ticks, opens or scrolls. */
const pressed = 'button, a[href], summary, input, audio, [role="button"]';

interface Press {
  target: EventTarget | null;
  defaultPrevented: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
  code: string;
}

/**
 * Whether a press of a plain key means nothing else where it happens: not in a field, not
 * over a dialog, and a space not on what it presses, `[data-speak]` excepted.
 */
export function isFree(event: Press): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const at = event.target as Element | null;
  if (!at?.closest) return true;
  if (at.closest(fields) || at.ownerDocument.querySelector('dialog[open]')) return false;
  return event.code !== 'Space' || !at.closest(pressed) || at.closest('[data-speak]') !== null;
}
