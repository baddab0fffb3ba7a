import { describe, expect, test } from 'vitest';
import { hintAfter, Quiet, undoFor, type EndAfter } from './quiet';

/** The kinds after so many seconds of silence, one by one. */
function wait(quiet: Quiet, seconds: number): string[] {
  return Array.from({ length: seconds }, () => quiet.pass(1000, false).kind);
}

function spoke(endAfter: EndAfter): Quiet {
  const quiet = new Quiet(endAfter);
  quiet.pass(1000, true);
  return quiet;
}

describe('quiet', () => {
  test('hints after six seconds, and any speech clears it', () => {
    const quiet = spoke(0);
    expect(wait(quiet, 6)).toEqual(['none', 'none', 'none', 'none', 'none', 'hint']);
    expect(quiet.pass(100, true).kind).toBe('none');
    expect(quiet.pass(hintAfter - 1, false).kind).toBe('none');
  });

  test('never ends unless that was chosen', () => {
    expect(wait(spoke(0), 600).at(-1)).toBe('hint');
  });

  test.each([10, 15, 20] as const)('ends after %d s and the time to take it back', (endAfter) => {
    const quiet = spoke(endAfter);
    const kinds = wait(quiet, endAfter + undoFor / 1000);
    expect(kinds.indexOf('ending')).toBe(endAfter - 1);
    expect(kinds.at(-2)).toBe('ending');
    expect(kinds.at(-1)).toBe('ended');
  });

  test('counts the time to take it back down', () => {
    const quiet = spoke(10);
    quiet.pass(12_000, false);
    expect(quiet.now).toEqual({ kind: 'ending', left: 3000 });
  });

  test.each([
    ['speech', (quiet: Quiet) => void quiet.pass(100, true)],
    ['the person', (quiet: Quiet) => quiet.undo()],
  ])('an end is taken back by %s', (_, act) => {
    const quiet = spoke(10);
    quiet.pass(14_900, false);
    act(quiet);
    expect(quiet.now.kind).toBe('none');
    expect(quiet.pass(9_900, false).kind).toBe('hint');
  });

  test('what has ended stays ended', () => {
    const quiet = spoke(10);
    quiet.pass(15_000, false);
    quiet.undo();
    expect(quiet.pass(1000, true).kind).toBe('ended');
  });

  test('does not end before the first word', () => {
    expect(wait(new Quiet(10), 60).at(-1)).toBe('hint');
  });
});
