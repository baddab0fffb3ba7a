// What became of each key point, as the view of an interview has it so far. The
// verdicts of a thread's answers are brought together by the server's own rules
// (server/interview/conveyed.go). Pure. Start from `marks`.

import type { Asked } from '../ticks';
import type { KeyPoint, Level, Presence, Span, Verdict } from '../types';
import type { Thread, View } from './fold';

/** What became of one key point in a thread, as its coach shows it. */
export interface Marked {
  point: KeyPoint;
  level: Level;
  unsure: boolean;
  contradicted: boolean;
  hinted: boolean;
  /** The person's own tick overrules the scorers. */
  own: boolean;
  /** Whether any answer of the thread was scored. */
  asked: boolean;
  evidence: (Span & { turn: string })[];
}

/** The key points of a thread with the best that its answers made of each. */
export function marks(view: View, index: number): Marked[] {
  const thread = view.threads[index];
  if (!thread) return [];
  return (thread.question.key_points ?? []).map((point) => markOf(view, thread, point));
}

function markOf(view: View, thread: Thread, point: KeyPoint): Marked {
  const { level, unsure, contradicted, asked, evidence } = conveyed(view, thread.answers, point);
  // A hint at what had been said before gave nothing away.
  const hinted = thread.hints.some(
    (h) =>
      h.keyPoint === point.id &&
      conveyed(view, thread.answers.slice(0, h.before), point).level !== 'covered',
  );
  const mark = { point, hinted, own: false, level, unsure, contradicted, asked, evidence };
  const tick = thread.ticks[point.id];
  if (!tick || tick.level === '') return mark;
  const said = tick.level === 'covered';
  return {
    ...mark,
    own: true,
    level: tick.level,
    unsure: false,
    contradicted: contradicted && !said,
    evidence: !said ? [] : tick.words ? [{ ...tick.words, turn: tick.answer }] : evidence,
  };
}

/** How far one key point has been conveyed over several answers. */
interface Standing {
  level: Level;
  unsure: boolean;
  contradicted: boolean;
  asked: boolean;
  evidence: (Span & { turn: string })[];
  /** The point's elements, and the last that was said of each. */
  parts: Map<string, Presence>;
  /** Contradicted by a verdict that named no element: only a clean answer clears it. */
  atLarge: boolean;
}

const rank: Record<Level, number> = { missed: 0, partial: 1, covered: 2 };

/** What some answers, in their order, made of a key point by the latest verdicts on each. */
function conveyed(view: View, answers: string[], point: KeyPoint): Standing {
  let standing: Standing = {
    level: 'missed',
    unsure: false,
    contradicted: false,
    asked: false,
    evidence: [],
    parts: new Map(),
    atLarge: false,
  };
  for (const answer of answers) {
    const verdict = view.scores[answer]?.scores.verdicts?.find((v) => v.key_point === point.id);
    if (verdict) standing = after(standing, verdict, answer);
  }
  return standing;
}

function after(before: Standing, verdict: Verdict, answer: string): Standing {
  const s: Standing = { ...before, asked: true, parts: united(before.parts, verdict) };
  if (verdict.level !== 'missed' || contradicts(verdict)) {
    s.evidence = [...s.evidence, ...(verdict.evidence ?? []).map((span) => ({ ...span, turn: answer }))];
  }
  if (contradicts(verdict)) return contradicted(s, verdict);
  const rightly = !s.atLarge && ![...s.parts.values()].includes('contradicted');
  if (verdict.level === 'covered' || rightly) s.contradicted = s.atLarge = false;
  raise(s, verdict);
  const parts = [...s.parts.values()];
  if (!s.contradicted && parts.length > 0 && parts.every((p) => p === 'present')) s.level = 'covered';
  return s;
}

function contradicted(s: Standing, verdict: Verdict): Standing {
  s.contradicted = true;
  s.atLarge ||= !(verdict.elements ?? []).some((e) => e.presence === 'contradicted');
  if (s.level === 'covered' || rank[verdict.level] > rank[s.level]) {
    s.level = 'partial';
    s.unsure = verdict.unsure ?? false;
  }
  return s;
}

/** Takes the better level, and with it how sure it is. */
function raise(s: Standing, verdict: Verdict): void {
  const unsure = verdict.unsure ?? false;
  if (rank[verdict.level] > rank[s.level]) {
    s.level = verdict.level;
    s.unsure = unsure;
  } else if (verdict.level === s.level) {
    s.unsure = s.level === 'missed' ? s.unsure || unsure : s.unsure && unsure;
  }
}

/** Parts given in different answers unite; a scorer by grades, whose word stands, has none to give. */
function united(parts: Map<string, Presence>, verdict: Verdict): Map<string, Presence> {
  const elements = verdict.elements ?? [];
  const graded = verdict.level === 'partial' && elements.every((e) => e.presence === 'present');
  if (elements.length === 0 || graded) return parts;
  const all = new Map(parts);
  for (const { text, presence } of elements) {
    const counts = presence === 'contradicted' || (presence === 'present' && verdict.level !== 'missed');
    if (counts || !all.has(text)) all.set(text, counts ? presence : 'absent');
  }
  return all;
}

function contradicts(verdict: Verdict): boolean {
  return Boolean(verdict.contradicted) || (verdict.elements ?? []).some((e) => e.presence === 'contradicted');
}

/** A thread's key points with what the person said, to ask them about. */
export function askedOf(view: View, index: number): Asked[] {
  const thread = view.threads[index];
  if (!thread || thread.state !== 'closed') return [];
  const list = marks(view, index).filter((mark) => mark.asked);
  const answers = view.utterances.filter((u) => thread.answers.includes(u.id));
  return list.map((mark) => ({
    ...mark,
    thread: index,
    answers,
    elsewhere: list.filter((m) => m !== mark && m.level !== 'missed').flatMap((m) => m.evidence),
  }));
}

/**
 * Whose marks a thread shows where a model was to read it: the model's ("judge"),
 * words' as long as it reads ("reading"), or words' for good ("words"). "" where none
 * was to read.
 */
export function readBy(view: View, index: number): 'judge' | 'reading' | 'words' | '' {
  const answers = (view.threads[index]?.answers ?? []).filter((id) => {
    const scored = view.scores[id];
    return view.settings?.model && scored && !scored.scores.dont_know;
  });
  if (answers.length === 0) return '';
  const open = answers.filter((id) => view.scores[id]!.revision < 2);
  if (open.some((id) => [undefined, 'late'].includes(view.unjudged[id]) && !view.finished)) return 'reading';
  return open.length > 0 ? 'words' : 'judge';
}
