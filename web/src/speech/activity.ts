// Tells speech from what a room sounds like, without a model: the level against the
// quietest moment of the last 1.5 s. The server judges by the same figures. Fixed
// thresholds and floors that rise slowly fail in one room or another. Start from
// `Activity`.

import { decibels, lasting, noSound, rate } from './sound';

/** Samples that are judged together: 20 ms. */
const frame = rate / 50;
/** Frames that the level is smoothed over (100 ms), and the floor is sought in (1.5 s). */
const smoothing = 5;
const floorFrames = 75;
/** dB that the quietest moment lies below the room's mean. */
const floorLift = 1;
/** dB above the floor from which it is speech, and below which it is none any more. */
const onAbove = 9;
const offBelow = 5;
/** dBFS that speech has at least, also where there is no noise. */
const onLevel = -55;
/** Frames in a row that begin speech (60 ms), and that end it (300 ms). */
const onFrames = 3;
const offFrames = 15;
/** Frames (400 ms) in which nothing is decided: the floor must be known. */
const settling = 20;
/** Hum and handling noise below this (Hz) are no voice. */
const highPass = 100;

/** A sample as loud as this was cut off by the microphone. */
const clip = 32_700;

export class Activity {
  readonly #filter = new HighPass();
  #partial: number[] = [];
  #recent = new Window(smoothing);
  #levels = new Window(floorFrames);
  #settled = 0;
  #run = 0;
  #speaking = false;
  #level = noSound;
  #floor = noSound;
  #spoken = 0;
  #spokenPower = 0;
  #samples = 0;
  #clipped = 0;

  write(samples: Int16Array): void {
    for (const sample of samples) {
      this.#samples++;
      if (Math.abs(sample) >= clip) this.#clipped++;
      this.#partial.push(sample);
      if (this.#partial.length < frame) continue;
      this.#judge(this.#partial);
      this.#partial = [];
    }
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  /** How loud the last 100 ms were, in dBFS. */
  get level(): number {
    return this.#level;
  }

  /** The room's own level in dBFS; `noSound` before it is known. */
  get floor(): number {
    return this.#settled < settling ? noSound : this.#floor;
  }

  /** How long somebody has spoken, without the pauses, in milliseconds. */
  get spoken(): number {
    return lasting(this.#spoken * frame);
  }

  /** How loud the speech was in the mean, in dBFS. */
  get speechLevel(): number {
    return decibels(this.#spoken === 0 ? 0 : this.#spokenPower / this.#spoken);
  }

  /** The part of all samples, 0 to 1, that was too loud for the microphone. */
  get clipped(): number {
    return this.#samples === 0 ? 0 : this.#clipped / this.#samples;
  }

  /** Whether there has been anything but zeros: a microphone that is off gives those. */
  get alive(): boolean {
    return this.#settled > 0;
  }

  #judge(samples: readonly number[]): void {
    const power = this.#filter.power(samples);
    // Microphones open with zeros, which say nothing about the room.
    if (power === 0 && this.#settled === 0) return;
    this.#recent.add(power);
    this.#level = decibels(this.#recent.mean);
    this.#levels.add(this.#level);
    this.#floor = Math.max(noSound, this.#levels.least + floorLift);
    if (++this.#settled < settling) return;
    this.#decide(decibels(power));
    if (!this.#speaking) return;
    this.#spoken++;
    this.#spokenPower += power;
  }

  #decide(level: number): void {
    const on = Math.max(this.#floor + onAbove, onLevel);
    const off = Math.max(this.#floor + offBelow, onLevel - onAbove + offBelow);
    const change = this.#speaking ? level < off : level > on;
    this.#run = change ? this.#run + 1 : 0;
    if (this.#run < (this.#speaking ? offFrames : onFrames)) return;
    this.#speaking = !this.#speaking;
    this.#run = 0;
  }
}

/** The last so many values. */
class Window {
  readonly #values: Float64Array;
  #added = 0;

  constructor(size: number) {
    this.#values = new Float64Array(size);
  }

  add(value: number): void {
    this.#values[this.#added++ % this.#values.length] = value;
  }

  get mean(): number {
    const values = this.#present;
    return values.reduce((a, b) => a + b, 0) / values.length;
  }

  get least(): number {
    return this.#present.reduce((a, b) => Math.min(a, b), Infinity);
  }

  get #present(): Float64Array {
    return this.#values.subarray(0, Math.min(this.#added, this.#values.length));
  }
}

const k = Math.tan((Math.PI * highPass) / rate);
const norm = 1 / (1 + k * Math.SQRT2 + k * k);
const a1 = 2 * (k * k - 1) * norm;
const a2 = (1 - k * Math.SQRT2 + k * k) * norm;

/** A second-order Butterworth high-pass. */
class HighPass {
  #x1 = 0;
  #x2 = 0;
  #y1 = 0;
  #y2 = 0;

  /** The mean power of the samples behind the filter, of full scale 1. */
  power(samples: readonly number[]): number {
    let sum = 0;
    for (const sample of samples) {
      const x = sample / 32768;
      const y = norm * (x - 2 * this.#x1 + this.#x2) - a1 * this.#y1 - a2 * this.#y2;
      this.#x2 = this.#x1;
      this.#x1 = x;
      this.#y2 = this.#y1;
      this.#y1 = y;
      sum += y * y;
    }
    return sum / samples.length;
  }
}
