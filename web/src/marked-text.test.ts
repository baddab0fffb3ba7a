import { describe, expect, test } from 'vitest';
import { cut } from './marked-text';

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** A range that covers the given words of the text. */
function over<T>(text: string, part: string, tag: T) {
  const start = bytes(text.slice(0, text.indexOf(part)));
  return { start, end: start + bytes(part), tag };
}

function shown(text: string, ranges: { start: number; end: number; tag: string }[]): string {
  return cut(text, ranges)
    .map((p) => (p.tags.length ? `[${p.text}|${p.tags.join(',')}]` : p.text))
    .join('');
}

describe('cut', () => {
  const text = '監視を見直し、検知を12分から3分に縮めました。';

  test('finds Japanese by bytes', () => {
    expect(shown(text, [over(text, '12分から3分', 'a')])).toBe(
      '監視を見直し、検知を[12分から3分|a]に縮めました。',
    );
  });

  test('finds what comes after an emoji and a rare kanji', () => {
    const odd = '👩‍💻𠮷野家 naïve で働く';
    expect(shown(odd, [over(odd, '働く', 'a'), over(odd, 'naïve', 'b')])).toBe(
      '👩‍💻𠮷野家 [naïve|b] で[働く|a]',
    );
  });

  test('splits where ranges overlap', () => {
    expect(shown('abcdef', [
      { start: 0, end: 4, tag: 'a' },
      { start: 2, end: 6, tag: 'b' },
    ])).toBe('[ab|a][cd|a,b][ef|b]');
  });

  test('names where each range ends, once', () => {
    const pieces = cut('abcdef', [
      { start: 0, end: 4, tag: 'a' },
      { start: 2, end: 6, tag: 'b' },
    ]);
    expect(pieces.map((p) => p.ends)).toEqual([[], ['a'], ['b']]);
  });

  test.each([
    ['outside', 100, 200, 'text'],
    ['empty', 2, 2, 'text'],
    ['reversed', 3, 1, 'text'],
    ['longer than the text', 2, 99, 'te[xt|a]'],
    ['before the text', -5, 2, '[te|a]xt'],
  ])('a range that is %s', (_, start, end, want) => {
    expect(shown('text', [{ start, end, tag: 'a' }])).toBe(want);
  });

  test('loses nothing when an offset lies inside a character', () => {
    const pieces = cut('あいう', [{ start: 1, end: 7, tag: 'a' }]);
    expect(pieces.map((p) => p.text).join('')).toBe('あいう');
  });

  test('of an empty text is empty', () => {
    expect(cut('', [{ start: 0, end: 1, tag: 'a' }])).toEqual([]);
  });
});
