// What a few seconds of speech say about a microphone and a room. Pure. Start from
// `judge`.

import type { Activity } from './activity';

/** How long (ms) a sound check listens at most. */
export const checkFor = 8_000;

export type SoundVerdict =
  /** Only zeros came: it is switched off somewhere. */
  | 'off'
  /** Sound came, and nobody spoke. */
  | 'nothing'
  | 'clipped'
  | 'quiet'
  | 'noisy'
  | 'good';

/** Less speech (ms) than this says nothing. */
const enough = 600;
/** The part of the samples that may be cut off. */
const clippedAtMost = 0.002;
/** dBFS that speech should have; recognisers take less, badly. */
const loudEnough = -45;
/** dB that speech should lie above the room. */
const clearEnough = 15;

export function judge(
  activity: Pick<Activity, 'alive' | 'spoken' | 'clipped' | 'speechLevel' | 'floor'>,
): SoundVerdict {
  if (!activity.alive) return 'off';
  if (activity.spoken < enough) return 'nothing';
  if (activity.clipped > clippedAtMost) return 'clipped';
  // Noise first: a louder microphone would make that louder, too.
  if (activity.speechLevel - activity.floor < clearEnough) return 'noisy';
  return activity.speechLevel < loudEnough ? 'quiet' : 'good';
}
