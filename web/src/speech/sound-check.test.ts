import { expect, test } from 'vitest';
import { Activity } from './activity';
import { judge, type SoundVerdict } from './sound-check';
import { joined, mixed, noise, silence, syllables } from './sounds.fake';

const said = (voice: number, room: number) =>
  joined(noise(1000, room), mixed(syllables(3000, voice), noise(3000, room, 5)), noise(500, room, 9));

test.each<[SoundVerdict, string, Int16Array]>([
  ['off', 'zeros', silence(4000)],
  ['nothing', 'a room', noise(4000, -55)],
  ['nothing', 'a cough', joined(noise(1000, -60), noise(200, -20, 3), noise(1000, -60))],
  ['good', 'a voice in a quiet room', said(-22, -62)],
  ['good', 'a voice in an office', said(-20, -45)],
  ['quiet', 'a voice from across the room', said(-47, -75)],
  ['noisy', 'a voice in a street', said(-18, -29)],
  ['clipped', 'a voice too near', said(2, -50)],
])('%s: %s', (want, _, sound) => {
  const activity = new Activity();
  activity.write(sound);
  expect(judge(activity)).toBe(want);
});
