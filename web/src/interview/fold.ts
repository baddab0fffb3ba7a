// What the interview screen shows, as a fold over what the server sent. Pure: it
// opens no socket and reads no clock. Start from `empty` and `apply`.

import type {
  Cause,
  EventData,
  FromServer,
  PlannedQuestion,
  Reason,
  Scores,
  Settings,
  StoredEvent,
  TurnKind,
} from '../types';

export interface Utterance {
  id: string;
  who: 'interviewer' | 'candidate';
  kind: TurnKind | 'answer';
  /** Index of the planned question, -1 for none. */
  thread: number;
  text: string;
  at: number;
  reason?: Reason;
  /** What was taken back while it was being said. */
  withdrawn?: string;
}

export interface Thread {
  question: PlannedQuestion;
  state: 'ahead' | 'open' | 'closed';
  cause: Cause | null;
  /** The key points that were hinted at, each with how many answers there were before. */
  hints: { keyPoint: string; before: number }[];
  /** Ids of the answers, in order. */
  answers: string[];
  /** The person's own verdicts that stand, by key point. */
  ticks: Record<string, EventData['point.ticked']>;
}

/** The turn that the candidate may react to. */
export interface OpenTurn {
  id: string;
  /** After feedback there is nothing to answer: only to go on. */
  wants: 'answer' | 'continue';
  /** When the question or follow-up stood: the clock of the answer starts there. */
  since: number;
  /** How long the interview had been paused by then. */
  pausedBefore: number;
}

export interface Growing {
  id: string;
  kind: TurnKind;
  thread: number;
  text: string;
  /** What was taken back: not to be read any more, but its room stays, so that nothing jumps. */
  withdrawn?: string;
}

export interface View {
  /** The last event that is in this view; 0 for none. */
  seq: number;
  plan: EventData['interview.planned'] | null;
  settings: Settings | null;
  startedAt: number;
  finishedAt: number;
  threads: Thread[];
  /** Index of the thread that was opened last, -1 before the first. */
  current: number;
  utterances: Utterance[];
  scores: Record<string, { revision: number; scores: Scores }>;
  /** Why an answer's judge is not waited for, by answer: a code. */
  unjudged: Record<string, string>;
  open: OpenTurn | null;
  /** The turn that was open before a hint or a repetition was asked for. */
  aside: OpenTurn | null;
  growing: Growing | null;
  pausedAt: number;
  /** Milliseconds of all pauses that are over. */
  pausedFor: number;
  finishing: boolean;
  finished: boolean;
}

export const empty: View = {
  seq: 0,
  plan: null,
  settings: null,
  startedAt: 0,
  finishedAt: 0,
  threads: [],
  current: -1,
  utterances: [],
  scores: {},
  unjudged: {},
  open: null,
  aside: null,
  growing: null,
  pausedAt: 0,
  pausedFor: 0,
  finishing: false,
  finished: false,
};

/** Whether a frame is an event that does not follow on what the view has. */
export function leavesGap(view: View, frame: FromServer): boolean {
  return frame.type === 'event' && frame.seq > view.seq + 1;
}

/** The view after one more frame. Frames that were seen before change nothing. */
export function apply(view: View, frame: FromServer): View {
  switch (frame.type) {
    case 'event':
      return frame.seq === view.seq + 1 ? applyEvent({ ...view, seq: frame.seq }, frame) : view;
    case 'turn':
      return beginTurn(view, frame);
    case 'delta':
      return growTurn(view, frame);
    case 'withdraw':
      return takeBack(view, frame);
    default:
      return view;
  }
}

type Frame<T extends FromServer['type']> = Extract<FromServer, { type: T }>;

function beginTurn(view: View, frame: Frame<'turn'>): View {
  if (view.utterances.some((u) => u.id === frame.turn)) return view;
  // A turn that goes on after a reconnection keeps its text until the first
  // delta overwrites it, so that nothing flickers.
  const kept = view.growing?.id === frame.turn ? view.growing : { text: '' };
  return { ...view, growing: { ...kept, id: frame.turn, kind: frame.kind, thread: frame.thread } };
}

function growTurn(view: View, frame: Frame<'delta'>): View {
  const growing = view.growing;
  if (growing?.id !== frame.turn || frame.offset > growing.text.length) return view;
  return {
    ...view,
    growing: { ...growing, text: growing.text.slice(0, frame.offset) + frame.text },
  };
}

function takeBack(view: View, frame: Frame<'withdraw'>): View {
  const growing = view.growing;
  if (growing?.id !== frame.turn) return view;
  const withdrawn = longer(growing.text, growing.withdrawn);
  return { ...view, growing: { ...growing, text: '', withdrawn } };
}

function longer(a: string, b = ''): string {
  return a.length > b.length ? a : b;
}

function applyEvent(view: View, event: StoredEvent): View {
  switch (event.kind) {
    case 'interview.planned':
      return planned(view, event.data, event.at);
    case 'greeting.said':
      return said(view, event.data, 'greeting', event.at);
    case 'question.asked':
      return opened(
        said(
          changeThread({ ...view, current: event.data.thread }, event.data.thread, {
            state: 'open',
          }),
          event.data,
          'question',
          event.at,
        ),
        event.data.turn,
        event.at,
      );
    case 'followup.asked':
      return opened(
        said(view, event.data, 'followup', event.at, event.data.reason),
        event.data.turn,
        event.at,
      );
    case 'answer.given':
      return answered(view, event.data, event.at);
    case 'answer.scored':
      return scored(view, event.data);
    case 'answer.unjudged':
      return { ...view, unjudged: { ...view.unjudged, [event.data.answer]: event.data.code } };
    case 'hint.requested':
      return setAside(hinted(view, event.data.thread, event.data.key_point));
    case 'repeat.requested':
      return setAside(view);
    case 'hint.given':
      return reopened(said(view, event.data, 'hint', event.at));
    case 'question.repeated':
      return reopened(said(view, event.data, 'repeat', event.at));
    case 'thread.skipped':
      return { ...view, open: null };
    case 'thread.closed':
      return {
        ...changeThread(view, event.data.thread, { state: 'closed', cause: event.data.cause }),
        open: null,
      };
    case 'feedback.given':
      return opened(said(view, event.data, 'feedback', event.at), event.data.turn, event.at, 'continue');
    case 'thread.continued':
      return { ...view, open: null };
    case 'interview.paused':
      return { ...view, pausedAt: event.at };
    case 'interview.resumed':
      return resumed(view, event.at);
    case 'finish.requested':
      return { ...resumed(view, event.at), finishing: true, open: null, aside: null };
    case 'closing.said':
      return said({ ...view, open: null }, event.data, 'closing', event.at);
    case 'point.ticked':
      return ticked(view, event.data);
    case 'interview.finished':
      return { ...view, finished: true, finishedAt: event.at, open: null, growing: null };
    default:
      // A newer server may store events that this page does not know.
      return view;
  }
}

function planned(view: View, plan: EventData['interview.planned'], at: number): View {
  const threads = (plan.questions ?? []).map(
    (question): Thread => ({ question, state: 'ahead', cause: null, hints: [], answers: [], ticks: {} }),
  );
  return { ...view, plan, settings: plan.settings, startedAt: at, threads };
}

function said(
  view: View,
  turn: { turn: string; thread: number; text: string },
  kind: TurnKind,
  at: number,
  reason?: Reason,
): View {
  const { turn: id, thread, text } = turn;
  const withdrawn = view.growing?.id === id ? view.growing.withdrawn : undefined;
  const utterance: Utterance = { id, who: 'interviewer', kind, thread, text, at, reason, withdrawn };
  return { ...view, growing: null, utterances: [...view.utterances, utterance] };
}

function opened(view: View, id: string, at: number, wants: OpenTurn['wants'] = 'answer'): View {
  return { ...view, open: { id, wants, since: at, pausedBefore: view.pausedFor }, aside: null };
}

/** The candidate waits for a hint or a repetition; the clock of the answer goes on. */
function setAside(view: View): View {
  return { ...view, open: null, aside: view.open };
}

function reopened(view: View): View {
  return { ...view, open: view.aside, aside: null };
}

function resumed(view: View, at: number): View {
  if (!view.pausedAt) return view;
  return { ...view, pausedFor: view.pausedFor + Math.max(0, at - view.pausedAt), pausedAt: 0 };
}

function answered(view: View, answer: EventData['answer.given'], at: number): View {
  const utterance: Utterance = {
    id: answer.answer,
    who: 'candidate',
    kind: 'answer',
    thread: answer.thread,
    text: answer.text,
    at,
  };
  const answers = [...(view.threads[answer.thread]?.answers ?? []), answer.answer];
  return {
    ...changeThread(view, answer.thread, { answers }),
    open: null,
    utterances: [...view.utterances, utterance],
  };
}

function scored(view: View, event: EventData['answer.scored']): View {
  const before = view.scores[event.answer];
  if (before && before.revision >= event.revision) return view;
  const { revision, scores } = event;
  return { ...view, scores: { ...view.scores, [event.answer]: { revision, scores } } };
}

function hinted(view: View, thread: number, keyPoint: string): View {
  const known = view.threads[thread];
  if (!known) return view;
  const hint = { keyPoint, before: known.answers.length };
  return changeThread(view, thread, { hints: [...known.hints, hint] });
}

function ticked(view: View, tick: EventData['point.ticked']): View {
  const { [tick.key_point]: _, ...ticks } = view.threads[tick.thread]?.ticks ?? {};
  if (tick.level !== '') ticks[tick.key_point] = tick;
  return changeThread(view, tick.thread, { ticks });
}

function changeThread(view: View, index: number, change: Partial<Thread>): View {
  return {
    ...view,
    threads: view.threads.map((thread, i) => (i === index ? { ...thread, ...change } : thread)),
  };
}

/** Whether the interviewer owes the next word and has not begun to say it. */
export function thinking(view: View): boolean {
  return view.seq > 0 && !view.open && !view.growing && !view.pausedAt && !view.finished;
}

/** Milliseconds that the candidate has had for the open turn, pauses left out. */
export function answerTime(view: View, now: number): number {
  const open = view.open ?? view.aside;
  if (!open) return 0;
  return Math.max(0, stopped(view, now) - open.since - (view.pausedFor - open.pausedBefore));
}

/** Milliseconds since the interview began, pauses left out. */
export function elapsed(view: View, now: number): number {
  if (!view.startedAt) return 0;
  return Math.max(0, stopped(view, now) - view.startedAt - view.pausedFor);
}

function stopped(view: View, now: number): number {
  return view.finishedAt || view.pausedAt || now;
}
