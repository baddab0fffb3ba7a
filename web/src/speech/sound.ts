// Sound as numbers: 16 kHz, one channel, 16 bits, as every recogniser takes it.

/** Samples a second. */
export const rate = 16_000;

/** Samples that travel together: 100 ms. */
export const packetSamples = rate / 10;

/** What counts as no sound at all, in dBFS. */
export const noSound = -100;

/** A power of full scale 1 in dBFS. */
export function decibels(power: number): number {
  return power <= 0 ? noSound : Math.max(noSound, 10 * Math.log10(power));
}

/** A sample of -1 to 1 as 16 bits; what is louder is cut off. */
export function sixteenBits(value: number): number {
  return Math.max(-32768, Math.min(32767, Math.round(value * 32768)));
}

/** How long so many samples last, in milliseconds. */
export function lasting(samples: number): number {
  return (samples / rate) * 1000;
}

/** How many samples last so long (ms). */
export function samplesIn(ms: number): number {
  return Math.round((ms * rate) / 1000);
}
