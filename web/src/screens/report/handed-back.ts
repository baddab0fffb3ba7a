// What the report's screen works out from a report: numbers for key points and
// follow-ups, what is underlined in an answer, which questions were weak. Pure.

import { isJudge } from '../../by';
import type {
  KeyPoint,
  Level,
  MarkKind,
  PointReport,
  Report,
  ThreadReport,
  TurnReport,
} from '../../types';
import type { Asked } from '../../ticks';
import type { Range } from '../../marked-text';

/** Below this final coverage a question counts as weak. */
export const weakBelow = 0.7;

export function markOf(point: PointReport): MarkKind {
  if (!point.asked) return 'not_asked';
  return point.unsure ? 'unsure' : point.final;
}

export function threadsOf(report: Report): ThreadReport[] {
  return (report.sections ?? []).flatMap((section) => section.threads ?? []);
}

/** Ids of the questions that were skipped or whose answer left much out. */
export function weakQuestions(report: Report): string[] {
  return threadsOf(report)
    .filter((t) => t.outcome === 'skipped' || (t.outcome === 'answered' && t.final < weakBelow))
    .filter((t) => (t.points ?? []).length > 0)
    .map((t) => t.question);
}

/** The number of a follow-up within its thread, from 1; 0 when it is none of it. */
export function followUpNumber(thread: ThreadReport, turn: string): number {
  const followUps = (thread.turns ?? []).filter((t) => t.kind === 'followup');
  return followUps.findIndex((t) => t.id === turn) + 1;
}

/** The number of a key point within its question, from 1. */
export function pointNumber(thread: ThreadReport, id: string): number {
  return (thread.points ?? []).findIndex((p) => p.id === id) + 1;
}

/** What a piece of an answer is underlined for. */
export interface Underline {
  point: number;
  claim: boolean;
  /** It only fills time. */
  filler?: boolean;
}

export function underlines(thread: ThreadReport, turn: TurnReport): Range<Underline>[] {
  const evidence = (thread.points ?? []).flatMap((point, i) =>
    (point.evidence ?? [])
      .filter((e) => e.turn === turn.id)
      .map((e) => ({ start: e.start, end: e.end, tag: { point: i + 1, claim: false } })),
  );
  const claims = (thread.claims ?? [])
    .filter((c) => c.turn === turn.id)
    .map((c) => ({
      start: c.start,
      end: c.end,
      tag: { point: pointNumber(thread, c.key_point), claim: true },
    }));
  const fillers = (turn.delivery?.heard.fillers ?? []).map((f) => ({
    start: f.start,
    end: f.end,
    tag: { point: 0, claim: false, filler: true },
  }));
  return [...evidence, ...claims, ...fillers];
}

/** The key points that stand on some lines of the sheet. */
export function standingOn<P extends KeyPoint>(points: P[], lines: { from: number; to: number }): P[] {
  return points.filter((p) => p.line <= lines.to && p.end >= lines.from);
}

/** Whether a key point was asked for and did not, or not surely, come across. */
export function leftOut(point: PointReport): boolean {
  return point.asked && (point.final !== 'covered' || point.unsure);
}

/** What the person may be asked about a thread: each key point that has a verdict. */
export function askedOf(thread: ThreadReport): Asked[] {
  const points = (thread.points ?? []).filter((p) => p.asked);
  const answers = (thread.turns ?? []).filter((t) => t.kind === 'answer');
  return points.map((point) => ({
    thread: thread.thread,
    point,
    level: point.final,
    unsure: point.unsure,
    own: point.own,
    evidence: point.evidence ?? [],
    answers,
    elsewhere: points
      .filter((p) => p !== point && p.final !== 'missed')
      .flatMap((p) => p.evidence ?? []),
  }));
}

/** The turns that a report shows: a repetition or the coach's word adds nothing to the marks. */
export function shownTurns(thread: ThreadReport): TurnReport[] {
  return (thread.turns ?? []).filter((t) => t.kind !== 'repeat' && t.kind !== 'feedback');
}

/** The id of a key point's element on the page. */
export function pointId(thread: number, point: string): string {
  return `point-${thread}-${point}`;
}

/** An item of a summary, with the key point that it is about. */
export interface Summed {
  thread: number;
  /** Of the question, as the report counts. */
  number: number;
  point: PointReport;
  text: string;
}

/** A summary's items, without those about nothing in the report. */
export function summed(report: Report, kind: 'strong' | 'fix'): Summed[] {
  const threads = threadsOf(report);
  return (report.summary?.[kind] ?? []).flatMap((item) => {
    const at = threads.findIndex((t) => t.thread === item.thread);
    const point = threads[at]?.points?.find((p) => p.id === item.key_point);
    return point ? [{ thread: item.thread, number: at + 1, point, text: item.text }] : [];
  });
}

/** What words alone said of a key point, where that is not what its mark says; else null. */
export function wordsAlone(point: PointReport): Level | null {
  if (!point.asked || point.own || !point.words || point.words === point.final) return null;
  return point.words;
}

/** Who scored the answers, each once, words first. */
export function scorersOf(threads: ThreadReport[]): string[] {
  const all = threads.flatMap((t) => (t.turns ?? []).map((turn) => turn.scorer ?? '')).filter((s) => s !== '');
  const each = [...new Set(all)].sort();
  return [...each.filter((s) => !isJudge(s)), ...each.filter(isJudge)];
}
