// Which of the interviewer's turns are said aloud: those that happen now, as they grow,
// and not what had been said before the page came. Pure. Start from `sayNext`.

import type { View } from '../interview/fold';
import type { FromServer } from '../types';
import type { Speaker } from './speaker';

/** A turn that was finished longer ago (ms) belongs to what had been said before. */
const stale = 10_000;

/**
 * Tells the speaker what a frame has made of the interviewer's words. `now` is the
 * server's clock, which the events' times are told by.
 */
export function sayNext(
  speaker: Pick<Speaker, 'grow' | 'finish' | 'withdraw'>,
  frame: FromServer,
  before: View,
  after: View,
  now: number,
): void {
  if (frame.type === 'withdraw') {
    speaker.withdraw(frame.turn);
    return;
  }
  const growing = after.growing;
  if (growing && growing.text !== '' && growing !== before.growing) {
    speaker.grow(growing.id, growing.text);
  }
  for (const said of after.utterances.slice(before.utterances.length)) {
    if (said.who === 'interviewer' && now - said.at < stale) speaker.finish(said.id, said.text);
  }
}
