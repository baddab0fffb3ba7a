// The talk cut into pages, one for each question: what is said now stands alone, and
// what was said before can be leafed back to. Pure. Start from `pagesOf`.

import type { Utterance, View } from './fold';

export interface Page {
  /** The thread's index; -1 for a greeting before the first question and for the closing. */
  thread: number;
  key: string;
  utterances: Utterance[];
}

/** The pages in order; the last is the present one, and never missing. */
export function pagesOf(view: View): Page[] {
  const pages: Page[] = [];
  for (const utterance of view.utterances) place(pages, utterance.thread, utterance.kind, utterance);
  if (view.growing) place(pages, view.growing.thread, view.growing.kind, null);
  if (pages.length === 0) pages.push({ thread: -1, key: 'start', utterances: [] });
  return pages;
}

function place(pages: Page[], thread: number, kind: string, utterance: Utterance | null): void {
  let page = pages.at(-1);
  if (page && thread >= 0 && page.thread === -1 && page.key === 'start') {
    // The greeting leads into the first question, on the same page.
    page.thread = thread;
    page.key = `thread ${thread}`;
  }
  const key = thread >= 0 ? `thread ${thread}` : kind === 'closing' ? 'end' : 'start';
  if (page?.key !== key) {
    page = { thread, key, utterances: [] };
    pages.push(page);
  }
  if (utterance) page.utterances.push(utterance);
}
