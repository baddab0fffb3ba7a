// Terms as they are to be read aloud: a voice that sees "24/365" says a fraction. Pure.
// Start from `readingsIn` and `readAloud`.

/** A term as it is written, and how it is read. */
export interface Reading {
  term: string;
  reading: string;
}

/** The readings in a list as a person writes it, `TERM = READING`, one a line. */
export function readingsIn(list: string): Reading[] {
  return list.split('\n').flatMap((line) => {
    const [, term, reading] = /^\s*([^#=＝][^=＝]*?)\s*[=＝]\s*(.+?)\s*$/.exec(line) ?? [];
    return term && reading ? [{ term, reading }] : [];
  });
}

/**
 * The text with every term replaced by its reading. The longest term counts, and a term
 * in Latin letters or digits only where it stands by itself: ECS is not in RECSYS.
 */
export function readAloud(text: string, readings: readonly Reading[]): string {
  const known = new Map(readings.filter((r) => r.term !== '').map((r) => [r.term, r.reading]));
  if (known.size === 0) return text;
  const terms = [...known.keys()].sort((a, b) => b.length - a.length).map(pattern);
  return text.replace(new RegExp(terms.join('|'), 'g'), (term) => known.get(term) ?? term);
}

function pattern(term: string): string {
  const escaped = term.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  const before = /^[A-Za-z0-9]/.test(term) ? '(?<![A-Za-z0-9])' : '';
  const after = /[A-Za-z0-9]$/.test(term) ? '(?![A-Za-z0-9])' : '';
  return before + escaped + after;
}
