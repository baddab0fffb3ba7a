import { expect, test } from 'vitest';
import { apply, empty, type View } from '../interview/fold';
import type { FromServer } from '../types';
import { sayNext } from './turns';

let seq = 0;

function said(turn: string, text: string, at: number): FromServer {
  const data = { turn, thread: 0, text };
  return { type: 'event', seq: ++seq, at, kind: 'greeting.said', data } as FromServer;
}

/** What a speaker is told of frames, by a clock that stands at a minute. */
function told(...frames: FromServer[]): string[] {
  const calls: string[] = [];
  let view: View = empty;
  const speaker = {
    grow: (turn: string, text: string) => calls.push(`grow ${turn} ${text}`),
    finish: (turn: string, text: string) => calls.push(`finish ${turn} ${text}`),
    withdraw: (turn: string) => calls.push(`withdraw ${turn}`),
  };
  for (const frame of frames) {
    const after = apply(view, frame);
    sayNext(speaker, frame, view, after, 60_000);
    view = after;
  }
  return calls;
}

test('a turn is said as it grows, and finished', () => {
  seq = 0;
  expect(
    told(
      { type: 'turn', turn: 't1', kind: 'greeting', thread: -1 },
      { type: 'delta', turn: 't1', offset: 0, text: '本日は' },
      { type: 'beat', now: 0 },
      { type: 'delta', turn: 't1', offset: 3, text: 'よろしく。' },
      said('t1', '本日はよろしく。', 60_000),
    ),
  ).toEqual(['grow t1 本日は', 'grow t1 本日はよろしく。', 'finish t1 本日はよろしく。']);
});

test('what had been said before the page came is left to be read', () => {
  seq = 0;
  expect(told(said('t1', '本日は。', 1_000), said('t2', '次です。', 58_000))).toEqual(['finish t2 次です。']);
});

test('what is taken back is not said', () => {
  seq = 0;
  expect(
    told(
      { type: 'turn', turn: 't1', kind: 'followup', thread: 0 },
      { type: 'delta', turn: 't1', offset: 0, text: '監視は' },
      { type: 'withdraw', turn: 't1' },
    ),
  ).toEqual(['grow t1 監視は', 'withdraw t1']);
});
