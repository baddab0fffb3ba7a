// The examples of docs/protocol.md, which the server's tests read as well: this page
// must understand every one of them, and say only what the server understands.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Command, EventKind, FromServer, SpeechCommand } from '../types';
import { apply, empty, type View } from './fold';

const folder = join(import.meta.dirname, '../../../server/protocol/testdata');
const names = existsSync(folder) ? readdirSync(folder) : [];

function read<T>(name: string): T {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
}

function example<K extends EventKind>(kind: K): Extract<FromServer, { type: 'event'; kind: K }> {
  return read(`from_server.event.${kind}.json`);
}

/** A view to which the example's thread and turns are known. */
function before(seq: number): View {
  const planned = apply(empty, { ...example('interview.planned'), seq: 1 });
  return { ...planned, seq: seq - 1, current: 0 };
}

describe.skipIf(names.length === 0)('examples from the server', () => {
  const frames = names.filter((name) => name.startsWith('from_server.'));

  test('are there', () => {
    expect(frames.length).toBeGreaterThan(20);
  });

  test.each(frames)('%s has a type that the fold takes', (name) => {
    const frame = read<FromServer>(name);
    const view = before('seq' in frame ? frame.seq : 2);
    const after = apply(view, frame);
    if (frame.type === 'event') expect(after.seq).toBe(frame.seq);
  });

  // A summary comes when the interview is over, and only its report shows it.
  test.each(frames.filter((name) => name.includes('.event.') && !name.includes('summed_up')))(
    '%s changes the view',
    (name) => {
      const frame = read<Extract<FromServer, { type: 'event' }>>(name);
      const view = frame.kind === 'interview.planned' ? empty : before(frame.seq);
      const change = { ...view, pausedAt: frame.kind === 'interview.resumed' ? 1 : 0 };
      // What only takes the open turn away is told by there having been one.
      const open = { id: 't9', wants: 'answer' as const, since: 1, pausedBefore: 0 };
      const with_ = { ...change, open };
      expect({ ...apply(with_, frame), seq: 0 }).not.toEqual({ ...with_, seq: 0 });
    },
  );

  test('an answer and its scores give marks with evidence', () => {
    let view = before(4);
    view = apply(view, example('answer.given'));
    view = apply(view, example('answer.scored'));
    const scored = view.scores[example('answer.given').data.answer];
    expect(scored?.scores.verdicts?.length).toBeGreaterThan(0);
  });
});

describe.skipIf(names.length === 0)('examples from the client', () => {
  const types: Record<(Command | SpeechCommand)['type'], true> = {
    answer: true,
    skip: true,
    hint: true,
    repeat: true,
    continue: true,
    pause: true,
    resume: true,
    finish: true,
    'speech.begin': true,
    'speech.end': true,
    'speech.drop': true,
  };

  test('are one for each command that this page sends', () => {
    const kinds = names
      .filter((name) => name.startsWith('from_client.') && name.endsWith('.json'))
      .map((name) => read<Command | SpeechCommand>(name).type);
    expect(new Set(kinds)).toEqual(new Set(Object.keys(types)));
  });
});
