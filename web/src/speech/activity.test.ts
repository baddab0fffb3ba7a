import { describe, expect, test } from 'vitest';
import { Activity } from './activity';
import { noSound, packetSamples } from './sound';
import { joined, mixed, noise, silence, syllables, tone } from './sounds.fake';

/** How many of the packets of a sound end in speech, by number of the packet. */
function spoken(sound: Int16Array, activity = new Activity()): boolean[] {
  const states: boolean[] = [];
  for (let at = 0; at < sound.length; at += packetSamples) {
    activity.write(sound.subarray(at, at + packetSamples));
    states.push(activity.speaking);
  }
  return states;
}

const speech = (ms: number, db: number, room: number) => mixed(syllables(ms, db), noise(ms, room));

describe('activity', () => {
  test.each([
    ['nothing at all', silence(3000)],
    ['a quiet room', noise(3000, -70)],
    ['a loud room', noise(6000, -35)],
    ['a hum', mixed(tone(6000, -30, 50), noise(6000, -70))],
    ['zeros, then a room', joined(silence(500), noise(4000, -45))],
    ['a click as the microphone opens', joined(tone(60, -6), noise(3000, -60))],
  ])('%s is no speech', (_, sound) => {
    expect(spoken(sound)).not.toContain(true);
  });

  test.each([
    ['in a quiet room', -25, -65],
    ['in a loud room', -15, -35],
    ['softly in a quiet room', -42, -75],
  ])('speech %s is found, and its end', (_, voice, room) => {
    const states = spoken(
      joined(noise(1000, room), speech(2000, voice, room), noise(1500, room, 7)),
    );
    expect(states.slice(0, 10)).not.toContain(true);
    expect(states.slice(12, 29)).not.toContain(false);
    expect(states.slice(36)).not.toContain(true);
  });

  test('whispers below -55 dBFS are none', () => {
    expect(spoken(joined(noise(1000, -85), speech(2000, -60, -85)))).not.toContain(true);
  });

  test('a room that becomes louder is speech only until its floor is known', () => {
    const states = spoken(joined(noise(2000, -60), noise(6000, -35)));
    expect(states.slice(45)).not.toContain(true);
  });

  test('tells levels and how long somebody spoke', () => {
    const activity = new Activity();
    expect([activity.alive, activity.floor, activity.level]).toEqual([false, noSound, noSound]);
    spoken(joined(noise(1000, -60), speech(3000, -20, -60), noise(1000, -60, 3)), activity);
    expect(activity.alive).toBe(true);
    expect(activity.floor).toBeGreaterThan(-63);
    expect(activity.floor).toBeLessThan(-58);
    expect(activity.speechLevel).toBeGreaterThan(-24);
    expect(activity.speechLevel).toBeLessThan(-19);
    expect(activity.spoken).toBeGreaterThan(2800);
    expect(activity.spoken).toBeLessThan(3500);
    expect(activity.clipped).toBe(0);
  });

  test('counts what was too loud for the microphone', () => {
    const activity = new Activity();
    activity.write(tone(1000, 3));
    expect(activity.clipped).toBeGreaterThan(0.3);
  });

  test('does not depend on how the sound is cut', () => {
    const sound = joined(noise(700, -60), speech(900, -20, -60), noise(777, -60, 2));
    const [whole, pieces] = [new Activity(), new Activity()];
    whole.write(sound);
    for (let at = 0; at < sound.length; at += 333) pieces.write(sound.subarray(at, at + 333));
    expect([pieces.level, pieces.floor, pieces.spoken]).toEqual([
      whole.level,
      whole.floor,
      whole.spoken,
    ]);
  });
});
