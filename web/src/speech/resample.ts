// Samples of a sound card's rate become samples of 16 kHz, by a windowed sinc: what
// the lower rate can't hold is taken away before it would sound as something else.
// Start from `Resampler`.

import { rate } from './sound';

/** Zero crossings of the filter on each side of its middle. */
const crossings = 20;
/** The part of the band that passes: up to 7.2 kHz, where speech has its last consonants. */
const passBand = 0.9;
/** The shape of the Kaiser window: what would alias lies 70 dB down. */
const beta = 7.5;
/** Bounds the table; only rates that no microphone has need more, and get the nearest. */
const maxPhases = 1024;

export class Resampler {
  readonly #from: number;
  readonly #to: number;
  readonly #emit: (sample: number) => void;
  readonly #phases: Float32Array[];
  /** Input that the filter still reaches, `#held` samples of it. */
  #history: Float32Array;
  #held: number;
  /** Where the next output lies behind the history's start, in 1/to of an input sample. */
  #fraction = 0;

  /** Hands on one sample after the other, each -1 to 1 or a little beyond. */
  constructor(from: number, emit: (sample: number) => void) {
    const divisor = gcd(from, rate);
    this.#from = from / divisor;
    this.#to = rate / divisor;
    this.#emit = emit;
    this.#phases = from === rate ? [] : table(Math.min(this.#to, maxPhases), from / rate);
    const taps = this.#phases[0]?.length ?? 0;
    // Half a filter of silence lets the first output lie on the first input.
    this.#held = Math.max(0, taps / 2 - 1);
    this.#history = new Float32Array(taps + 4096);
  }

  write(input: Float32Array): void {
    if (this.#phases.length === 0) {
      for (const sample of input) this.#emit(sample);
      return;
    }
    this.#keep(input);
    const taps = this.#phases[0]!.length;
    let at = 0;
    while (at + taps <= this.#held) {
      this.#emit(this.#at(at));
      this.#fraction += this.#from;
      at += Math.floor(this.#fraction / this.#to);
      this.#fraction %= this.#to;
    }
    this.#history.copyWithin(0, at, this.#held);
    this.#held -= at;
  }

  /** Hands on what lies within the filter's reach of the end. */
  flush(): void {
    const taps = this.#phases[0]?.length ?? 0;
    if (taps > 0) this.write(new Float32Array(taps / 2));
  }

  #keep(input: Float32Array): void {
    if (this.#held + input.length > this.#history.length) {
      const larger = new Float32Array(2 * (this.#held + input.length));
      larger.set(this.#history.subarray(0, this.#held));
      this.#history = larger;
    }
    this.#history.set(input, this.#held);
    this.#held += input.length;
  }

  #at(start: number): number {
    const phase = this.#phases[Math.floor((this.#fraction * this.#phases.length) / this.#to)]!;
    let sum = 0;
    for (let i = 0; i < phase.length; i++) sum += this.#history[start + i]! * phase[i]!;
    return sum;
  }
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** The filter at each place between two input samples, for input `ratio` times as dense. */
function table(phases: number, ratio: number): Float32Array[] {
  const cutoff = passBand / Math.max(1, ratio);
  const half = Math.ceil(crossings / cutoff);
  return Array.from({ length: phases }, (_, phase) => {
    const row = Float32Array.from({ length: 2 * half }, (_, i) => {
      const x = i - half + 1 - phase / phases;
      return sinc(x * cutoff) * kaiser(x / half);
    });
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((v) => v / sum);
  });
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The window at x, from -1 to 1. */
function kaiser(x: number): number {
  return Math.abs(x) > 1 ? 0 : bessel(beta * Math.sqrt(1 - x * x)) / bessel(beta);
}

/** The modified Bessel function of order zero, by its series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x * x) / (4 * k * k);
    sum += term;
  }
  return sum;
}
