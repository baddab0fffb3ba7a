// How long an interview takes, as far as one can tell beforehand. Pure.

import type { SheetQuestion } from './types';

/** Seconds to hear and take in a question or a follow-up. */
const hearing = 12;

/** A follow-up is answered in this share of the model answer's time, … */
const followUpShare = 0.4;

/** … and of the follow-ups allowed, about this share is asked. */
const followUpsAsked = 0.7;

/** Seconds that `count` of the questions take; 0 means all of them. */
export function expectedSeconds(
  questions: Pick<SheetQuestion, 'seconds'>[],
  count: number,
  followUps: number,
): number {
  if (questions.length === 0) return 0;
  const each = questions.map((q) => {
    const followUp = hearing + q.seconds * followUpShare;
    return hearing + q.seconds + followUps * followUpsAsked * followUp;
  });
  const all = each.reduce((sum, s) => sum + s, 0);
  const asked = count > 0 ? Math.min(count, questions.length) : questions.length;
  return (all / questions.length) * asked;
}
