// Sounds for tests, made of numbers: 16 kHz, a given level, the same in every run.

import { samplesIn } from './sound';

export function silence(ms: number): Int16Array<ArrayBuffer> {
  return new Int16Array(samplesIn(ms));
}

/** A tone whose mean power is `db` dBFS. */
export function tone(ms: number, db: number, hertz = 300): Int16Array<ArrayBuffer> {
  const top = 32768 * Math.SQRT2 * 10 ** (db / 20);
  return Int16Array.from({ length: samplesIn(ms) }, (_, i) =>
    cut(Math.round(top * Math.sin((2 * Math.PI * hertz * i) / 16_000))),
  );
}

/** White noise whose mean power is `db` dBFS. */
export function noise(ms: number, db: number, seed = 1): Int16Array<ArrayBuffer> {
  const top = 32768 * Math.sqrt(3) * 10 ** (db / 20);
  const random = randoms(seed);
  return Int16Array.from({ length: samplesIn(ms) }, () => Math.round(top * (2 * random() - 1)));
}

/** Syllables of 150 ms that follow each other closely, and a breath in every second. */
export function syllables(ms: number, db: number): Int16Array<ArrayBuffer> {
  const parts: Int16Array[] = [];
  for (let at = 0; at < ms; at += 1000) {
    for (let i = 0; i < 4; i++) parts.push(tone(150, db, 180 + 60 * i), silence(50));
    parts.push(silence(200));
  }
  return joined(...parts).slice(0, samplesIn(ms));
}

export function mixed(a: Int16Array, b: Int16Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(a, (v, i) => cut(v + (b[i] ?? 0)));
}

export function joined(...parts: Int16Array[]): Int16Array<ArrayBuffer> {
  const all = new Int16Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function cut(value: number): number {
  return Math.max(-32768, Math.min(32767, value));
}

function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
