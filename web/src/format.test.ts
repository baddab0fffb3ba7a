import { expect, test } from 'vitest';
import { bytes, clock, duration, percent } from './format';

test.each([
  [0, '0%'],
  [0.001, '1%'],
  [0.5, '50%'],
  [0.624, '62%'],
  [0.999, '99%'],
  [1, '100%'],
])('percent %f', (share, want) => {
  expect(percent(share)).toBe(want);
});

test.each([
  [0, '0:00'],
  [-5, '0:00'],
  [7_900, '0:07'],
  [750_000, '12:30'],
  [3_723_000, '1:02:03'],
])('clock %d', (ms, want) => {
  expect(clock(ms)).toBe(want);
});

test.each([
  [0, '5秒', '5 s'],
  [38, '40秒', '40 s'],
  [58, '1分', '1 min'],
  [750, '13分', '13 min'],
  [3600, '1時間', '1 h'],
  [3900, '1時間5分', '1 h 5 min'],
])('duration %d', (seconds, ja, en) => {
  expect(duration('ja', seconds)).toBe(ja);
  expect(duration('en', seconds)).toBe(en);
});

test.each([
  [512 * 1024, '512 KB'],
  [2 << 20, '2 MB'],
  [1.5 * (1 << 20), '1.5 MB'],
])('bytes %d', (size, want) => {
  expect(bytes(size)).toBe(want);
});
