import { describe, expect, test } from 'vitest';
import { Packets } from './packets';
import { decibels, packetSamples, rate } from './sound';
import { joined } from './sounds.fake';

/** What comes out of so much of a tone, in blocks of 128 as the audio thread has them. */
function through(from: number, seconds: number, hertz: number, channels = 1): Int16Array[] {
  const packets: Int16Array[] = [];
  const tap = new Packets(from, (packet) => packets.push(packet));
  const input = Float32Array.from(
    { length: Math.round(from * seconds) },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / from),
  );
  for (let at = 0; at < input.length; at += 128) {
    tap.write(Array.from({ length: channels }, () => input.subarray(at, at + 128)));
  }
  tap.flush();
  return packets;
}

function level(samples: Int16Array): number {
  const middle = samples.slice(rate / 10, -rate / 10);
  return decibels(middle.reduce((sum, v) => sum + (v / 32768) ** 2, 0) / middle.length);
}

const half = decibels(0.125); // a tone of half of full scale

describe.each([8_000, 16_000, 22_050, 44_100, 48_000, 96_000])('from %d Hz', (from) => {
  test('nothing is lost and nothing made', () => {
    const samples = joined(...through(from, 2, 440)).length;
    expect(Math.abs(samples - 2 * rate)).toBeLessThanOrEqual(2);
  });

  test('packets are of 100 ms, but for the last', () => {
    const lengths = through(from, 0.33, 440).map((packet) => packet.length);
    expect(lengths.slice(0, 3)).toEqual([packetSamples, packetSamples, packetSamples]);
    expect(lengths.length).toBe(4);
  });

  test('a voice keeps its level', () => {
    expect(level(joined(...through(from, 1, 440)))).toBeCloseTo(half, 1);
  });
});

test.each([44_100, 48_000, 96_000])('what 16 kHz cannot hold is taken away, from %d Hz', (from) => {
  expect(level(joined(...through(from, 1, 10_000)))).toBeLessThan(half - 60);
});

test('a tone comes out as the same tone', () => {
  const out = joined(...through(44_100, 1, 440));
  const want = Int16Array.from({ length: rate }, (_, i) =>
    Math.round(16_384 * Math.sin((2 * Math.PI * 440 * i) / rate)),
  );
  const errors = want.map((v, i) => Math.abs(v - out[i]!)).slice(200, -200);
  expect(Math.max(...errors)).toBeLessThan(40);
});

test('two channels are mixed, and none is no sound', () => {
  expect(level(joined(...through(48_000, 1, 440, 2)))).toBeCloseTo(half, 1);
  const packets: Int16Array[] = [];
  const tap = new Packets(48_000, (packet) => packets.push(packet));
  tap.write([]);
  expect(packets).toEqual([]);
});

test('what is too loud is cut off and does not turn over', () => {
  const packets: Int16Array[] = [];
  const tap = new Packets(rate, (packet) => packets.push(packet));
  tap.write([Float32Array.of(1, 1.5, -1, -1.5)]);
  tap.flush();
  expect([...packets[0]!]).toEqual([32767, 32767, -32768, -32768]);
});
