// The shapes that the server sends and takes, as docs/protocol.md, package qa and
// package server/interview have them. Nothing here but types.

import type { Delivery, DeliverySummary } from './delivery-types';
import type { ModelNames, Note, Summary } from './model-types';

export type Lang = 'ja' | 'en';
export type Level = 'covered' | 'partial' | 'missed';
/** What a mark says of a key point. */
export type MarkKind = Level | 'unsure' | 'not_asked';
export type Persona = 'friendly' | 'neutral' | 'demanding';
export type Mode = 'mock' | 'coach';
export type Order = 'sheet' | 'shuffled' | 'weakest';
export type Form = 'bullet' | 'item' | 'row' | 'flow' | 'sentence';

export interface KeyPoint {
  id: string;
  text: string;
  label: string;
  vital: boolean;
  form: Form;
  /** First and last line in the sheet, from 1. */
  line: number;
  end: number;
}

export interface Question {
  id: string;
  text: string;
  line: number;
  model_answer: string;
  answer_line: number;
  answer_end: number;
  key_points: KeyPoint[] | null;
}

export interface Problem {
  line: number;
  severity: 'error' | 'warning';
  message: string;
}

/** What came of a question the last time that it was asked. */
export interface LastOutcome {
  unaided: number;
  final: number;
  at: number;
  interview: string;
  levels: Record<string, Level> | null;
}

/** Words that convey a key point, as a tick has taught. */
export interface Alias {
  id: string;
  words: string;
  created_at: number;
}

export interface SheetPoint extends KeyPoint {
  aliases?: Alias[] | null;
  note?: Note | null;
}

export interface SheetQuestion extends Question {
  key_points: SheetPoint[] | null;
  last: LastOutcome | null;
  /** How long the model answer takes to say. */
  seconds: number;
}

export interface Section<Q = SheetQuestion> {
  title: string;
  line: number;
  questions: Q[] | null;
}

export interface Sheet {
  id: string;
  name: string;
  origin: 'file' | 'upload';
  path: string;
  /** A file that was there and no longer is: shown as it last was, not rehearsed. */
  gone?: boolean;
  updated_at: number;
  title: string;
  lang: Lang;
  version: string;
  sections: Section[] | null;
  problems: Problem[] | null;
}

export interface SheetSummary {
  id: string;
  title: string;
  name: string;
  lang: Lang;
  origin: 'file' | 'upload';
  path: string;
  /** A file that was there and no longer is: shown as it last was, not rehearsed. */
  gone?: boolean;
  sections: number;
  questions: number;
  key_points: number;
  errors: number;
  warnings: number;
  updated_at: number;
  last_coverage: number | null;
  last_at: number | null;
}

export interface InterviewSummary {
  id: string;
  sheet: string;
  title: string;
  lang: Lang;
  mode: Mode;
  persona: Persona;
  started_at: number;
  finished_at: number;
  questions: number;
  answered: number;
  unaided: number;
  final: number;
}

export interface Settings {
  questions: string[];
  count: number;
  order: Order;
  follow_ups: number;
  mode: Mode;
  persona: Persona;
  lang: Lang | '';
  timed: boolean;
  /** A model words follow-ups and reads each answer for its meaning. */
  model?: boolean;
}

export interface Status {
  version: string;
  dictionary: 'loading' | 'ready';
  authenticated: boolean;
  limits: { sheet_bytes: number; answer_bytes: number };
  /** Whether it turns speech into words, and words into speech. */
  speech: { recogniser: boolean; voice: boolean };
  /** The models that may be used; null when there are none. */
  model: ModelNames | null;
}

/** A verbatim piece of an answer; offsets are bytes of its UTF-8. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

export interface Verdict {
  key_point: string;
  level: Level;
  contradicted?: boolean;
  confidence: number;
  unsure?: boolean;
  evidence?: Span[] | null;
  elements?: { text: string; presence: Presence }[] | null;
  /** Who gave this verdict, where it was not who gave the others. */
  scorer?: string;
  /** The level by words alone, where a judge's is another. */
  words?: Level;
}

export type Presence = 'present' | 'partly' | 'absent' | 'contradicted';

export interface Claim extends Span {
  key_point: string;
  sheet: string;
  line: number;
}

export interface Scores {
  scorer: string;
  verdicts: Verdict[] | null;
  claims?: Claim[] | null;
  dont_know?: boolean;
  vague?: boolean;
}

// The report.

export interface Report {
  interview: string;
  sheet: string;
  title: string;
  lang: Lang;
  mode: Mode;
  persona: Persona;
  started_at: number;
  finished_at: number;
  unaided: number;
  final: number;
  counts: Counts;
  sections: SectionReport[] | null;
  claims: number;
  summary?: Summary;
  /** The prompt and the model that summed up. */
  summary_by?: string;
  /** How the spoken answers were spoken; no part of any coverage. */
  delivery?: DeliverySummary;
}

export interface Counts {
  covered: number;
  partial: number;
  missed: number;
  not_asked: number;
  hinted: number;
  unsure: number;
  /** Settled by the person's own tick. */
  own: number;
}

export interface SectionReport {
  title: string;
  unaided: number;
  final: number;
  threads: ThreadReport[] | null;
}

export interface ThreadReport {
  /** Its index in the order of asking. */
  thread: number;
  question: string;
  text: string;
  line: number;
  outcome: 'answered' | 'skipped' | 'not_asked';
  unaided: number;
  final: number;
  model_answer: string;
  answer_line: number;
  points: PointReport[] | null;
  turns: TurnReport[] | null;
  claims: ClaimReport[] | null;
}

export interface PointReport extends KeyPoint {
  unaided: Level;
  final: Level;
  asked: boolean;
  hinted: boolean;
  contradicted: boolean;
  unsure: boolean;
  /** The person's own tick overrules the scorers. */
  own: boolean;
  evidence: (Span & { turn: string })[] | null;
  won_by: string;
  /** The final level by words alone, where a judge's is another. */
  words?: Level;
}

export interface ClaimReport extends Claim {
  turn: string;
}

export interface TurnReport {
  id: string;
  who: 'interviewer' | 'candidate';
  kind: TurnKind | 'answer';
  text: string;
  at: number;
  reason?: Reason;
  targets?: string[];
  brought?: string[];
  scorer?: string;
  /** Why no judge's verdicts count for this answer. */
  unjudged?: string;
  /** The prompt and the model that worded this turn. */
  by?: string;
  took?: number;
  modality?: string;
  dont_know?: boolean;
  /** How a spoken answer was spoken. */
  delivery?: Delivery;
  /** What was recognised before the person corrected it. */
  heard?: string;
  /** The recording is kept. */
  sound?: boolean;
}

export type Reason = 'missed' | 'partial' | 'contradicted' | 'deepen';
export type TurnKind =
  | 'greeting'
  | 'question'
  | 'followup'
  | 'hint'
  | 'repeat'
  | 'feedback'
  | 'closing';

// The socket.

export interface PlannedQuestion extends Question {
  section: string;
  /** Time for one answer; 0 when not timed. */
  seconds: number;
}

interface SaidTurn {
  turn: string;
  thread: number;
  text: string;
  line?: string;
  /** The prompt and the model that worded it. */
  by?: string;
}

/** The stored events: the name of each and what it carries. */
export interface EventData {
  'interview.planned': {
    sheet: string;
    sheet_title: string;
    sheet_version: string;
    settings: Settings;
    seed: string;
    questions: PlannedQuestion[] | null;
  };
  'greeting.said': SaidTurn;
  'question.asked': SaidTurn;
  'answer.given': {
    answer: string;
    thread: number;
    to: string;
    text: string;
    modality: string;
    took: number;
    /** What a recogniser heard, where the person has corrected it. */
    heard?: string;
    delivery?: Delivery;
    /** Names the recording, if it was kept. */
    take?: string;
  };
  'answer.scored': { answer: string; revision: number; scores: Scores };
  'answer.unjudged': { answer: string; code: string };
  'followup.asked': SaidTurn & { targets: string[] | null; reason: Reason };
  'hint.requested': { thread: number; key_point: string };
  'hint.given': SaidTurn & { key_point: string };
  'repeat.requested': { thread: number };
  'question.repeated': SaidTurn;
  'thread.skipped': { thread: number };
  'thread.closed': { thread: number; cause: Cause };
  'feedback.given': SaidTurn;
  'thread.continued': { thread: number };
  'interview.paused': Record<string, never>;
  'interview.resumed': Record<string, never>;
  'finish.requested': Record<string, never>;
  'closing.said': SaidTurn;
  'interview.finished': Record<string, never>;
  'interview.summed_up': { summary: Summary; by: string };
  'point.ticked': {
    thread: number;
    key_point: string;
    answer: string;
    level: 'covered' | 'missed' | '';
    words?: Span;
  };
}

export type Cause = 'covered' | 'limit' | 'dont_know' | 'skipped' | 'finished';
export type EventKind = keyof EventData;

/** A stored event in its place in the log. */
export type StoredEvent = {
  [K in EventKind]: {
    type: 'event';
    seq: number;
    at: number;
    command?: string;
    kind: K;
    data: EventData[K];
  };
}[EventKind];

export type FromServer =
  | { type: 'hello'; interview: string; seq: number; now: number }
  | StoredEvent
  | { type: 'turn'; turn: string; kind: TurnKind; thread: number }
  | { type: 'delta'; turn: string; offset: number; text: string }
  | { type: 'withdraw'; turn: string }
  | { type: 'accepted'; command: string; seq: number }
  | { type: 'refused'; command: string; code: RefusalCode; message: string }
  | { type: 'notice'; code: string; message: string }
  | { type: 'beat'; now: number }
  | { type: 'heard'; take: string; samples: number }
  | { type: 'transcript'; take: string; text: string; firm: number; final: boolean }
  | { type: 'unusable'; take: string; code: UnusableCode }
  | { type: 'ticks'; take: string; key_points: string[] };

/** Why a take gave no words. */
export type UnusableCode = 'silence' | 'noise' | 'too_short' | 'clipped' | 'failed';

export type CommandType =
  | 'answer'
  | 'skip'
  | 'hint'
  | 'repeat'
  | 'continue'
  | 'pause'
  | 'resume'
  | 'finish';

export interface Command {
  type: CommandType;
  id: string;
  to?: string;
  text?: string;
  modality?: 'typed' | 'spoken';
  /** Of a spoken answer: the take, and what was recognised before it was corrected. */
  take?: string;
  heard?: string;
}

/** What is said of a take; its sound goes in binary frames. */
export type SpeechCommand =
  | {
      type: 'speech.begin';
      id: string;
      to: string;
      take: string;
      /** Missing, the server's. */
      recogniser?: 'browser';
      keep?: boolean;
    }
  | { type: 'speech.end'; id: string; take: string; samples: number }
  | { type: 'speech.drop'; id: string; take: string };

export type RefusalCode =
  | 'finished'
  | 'paused'
  | 'not_paused'
  | 'not_your_turn'
  | 'stale'
  | 'empty'
  | 'too_long'
  | 'no_hint'
  | 'too_early'
  | 'no_such_point'
  | 'no_recogniser'
  | 'too_many_takes'
  | 'take_too_long'
  | 'take_unknown'
  | 'unknown';
