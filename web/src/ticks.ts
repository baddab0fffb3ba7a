// What is needed to ask a person whether they said something: their answers cut into
// sentences to choose from, and the one that most likely said it. Pure. Start from
// `Asked` and `guess`.

import type { KeyPoint, Level, Span } from './types';

/** A key point that somebody may have the last word on, with what they said. */
export interface Asked {
  /** Index of the thread in the order of asking. */
  thread: number;
  point: KeyPoint;
  level: Level;
  unsure: boolean;
  own: boolean;
  evidence: (Span & { turn: string })[];
  answers: { id: string; text: string }[];
  /** Evidence for the question's other key points. */
  elsewhere: (Span & { turn: string })[];
}

/** The person's own verdict, as the server takes it. */
export interface Tick {
  id: string;
  thread: number;
  key_point: string;
  answer: string;
  level: 'covered' | 'missed' | '';
  words?: { start: number; end: number };
}

/** A sentence of an answer; offsets are bytes of its UTF-8. */
export interface Sentence extends Span {
  answer: string;
}

/** Speech has no full stops: longer pieces (in UTF-16 units) are cut where one breathes. */
const longest = 90;

const encoder = new TextEncoder();

/** The sentences of an answer in order, without the white space between them. */
export function sentencesOf(answer: { id: string; text: string }): Sentence[] {
  const sentences: Sentence[] = [];
  let bytes = 0;
  for (const piece of pieces(answer.text)) {
    const size = encoder.encode(piece).length;
    const text = piece.trim();
    if (text) {
      const start = bytes + encoder.encode(piece.slice(0, piece.indexOf(text))).length;
      sentences.push({ answer: answer.id, start, end: start + encoder.encode(text).length, text });
    }
    bytes += size;
  }
  return sentences;
}

/** Cuts a text into pieces that make it up again. */
function pieces(text: string): string[] {
  const sentences = text.match(/[^。！？!?\n]*?(?:[。！？!?]+[」』）)"”]*|\.(?=\s|$)|\n|$)/g) ?? [];
  return sentences.filter((piece) => piece !== '').flatMap(breaths);
}

function breaths(piece: string): string[] {
  if (piece.length <= longest) return [piece];
  const parts: string[] = [];
  let part = '';
  for (const breath of piece.match(/[^、，,\s]*[、，,\s]*/g) ?? []) {
    if (part !== '' && part.length + breath.length > longest) {
      parts.push(part);
      part = '';
    }
    part += breath;
  }
  return part === '' ? parts : [...parts, part];
}

/**
 * The sentence that most likely said the point: where its evidence stands; else,
 * among those that are no other point's evidence, the one with most in common, and
 * of several the longest. -1 when there is none.
 */
export function guess(sentences: readonly Sentence[], asked: Asked): number {
  const first = asked.evidence[0];
  if (first) {
    const i = sentences.findIndex((s) => s.answer === first.turn && overlap(s, first));
    if (i >= 0) return i;
  }
  const free = sentences.filter(
    (s) => !asked.elsewhere.some((e) => e.turn === s.answer && overlap(s, e)),
  );
  const from = free.length > 0 ? free : sentences;
  let best = -1;
  let most = -1;
  for (const s of from) {
    const worth = inCommon(s.text, asked.point.text) + s.text.length / 10_000;
    if (worth > most) {
      most = worth;
      best = sentences.indexOf(s);
    }
  }
  return best;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** How many pairs of neighbouring characters two texts share. */
function inCommon(a: string, b: string): number {
  const pairs = pairsOf(b);
  return [...pairsOf(a)].filter((pair) => pairs.has(pair)).length;
}

function pairsOf(text: string): Set<string> {
  const plain = text.toLowerCase().replace(/[\s\p{P}]+/gu, ' ');
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < plain.length; i++) pairs.add(plain.slice(i, i + 2));
  return pairs;
}

/** What is sent when the person has decided. Covered by words of theirs, it teaches. */
export function tickOf(
  id: string,
  asked: Pick<Asked, 'thread' | 'point'>,
  level: Tick['level'],
  sentence?: Sentence,
): Tick {
  const tick: Tick = { id, thread: asked.thread, key_point: asked.point.id, answer: '', level };
  if (level !== 'covered' || !sentence) return tick;
  return { ...tick, answer: sentence.answer, words: { start: sentence.start, end: sentence.end } };
}
