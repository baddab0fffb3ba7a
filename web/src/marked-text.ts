// An answer cut up so that the evidence in it can be underlined. Offsets come as
// bytes of UTF-8, JavaScript counts UTF-16 units: this is where they meet. Start
// from `cut`.

/** A range that something rests on: `tag` says what. */
export interface Range<T> {
  /** Bytes from the start of the UTF-8 text; `end` is exclusive. */
  start: number;
  end: number;
  tag: T;
}

export interface Piece<T> {
  text: string;
  /** What rests on this piece, in the order of the ranges; empty for plain text. */
  tags: T[];
  /** The tags whose range ends with this piece. */
  ends: T[];
}

/**
 * Cuts text at the edges of the ranges. Ranges may overlap; one that lies outside
 * the text, or is empty or reversed, is left out. An offset inside a character
 * counts as the character's start.
 */
export function cut<T>(text: string, ranges: readonly Range<T>[]): Piece<T>[] {
  const offset = unitOffsets(text);
  const placed = ranges
    .map((r) => ({ tag: r.tag, start: offset(r.start), end: offset(r.end) }))
    .filter((r) => r.start < r.end);
  const edges = new Set([0, text.length]);
  for (const r of placed) edges.add(r.start).add(r.end);
  const sorted = [...edges].sort((a, b) => a - b);
  const pieces: Piece<T>[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const start = sorted[i]!;
    const end = sorted[i + 1]!;
    const here = placed.filter((r) => r.start <= start && end <= r.end);
    pieces.push({
      text: text.slice(start, end),
      tags: here.map((r) => r.tag),
      ends: here.filter((r) => r.end === end).map((r) => r.tag),
    });
  }
  return pieces;
}

/** Maps byte offsets of the text's UTF-8 to UTF-16 offsets, clamped to the text. */
function unitOffsets(text: string): (byte: number) => number {
  const units: number[] = [];
  let unit = 0;
  for (const char of text) {
    const bytes = utf8Length(char.codePointAt(0)!);
    for (let i = 0; i < bytes; i++) units.push(unit);
    unit += char.length;
  }
  return (byte) => (byte >= units.length ? text.length : units[Math.max(0, byte)]!);
}

function utf8Length(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  // A lone surrogate becomes U+FFFD, which takes three bytes as well.
  return code < 0x10000 ? 3 : 4;
}
