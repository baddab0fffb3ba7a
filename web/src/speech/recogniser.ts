// Who turns speech into words, and what they say of it: the server, from the take that
// it is sent (`take.ts`), the browser itself (`browser-recogniser.ts`), or nobody.
// Start from `recogniserFor`.

/** What comes of listening. After `final` or `failed` nothing more comes. */
export interface Hearing<Code extends string> {
  /** The words so far; the first `firm` UTF-16 units will not change any more. */
  partial(text: string, firm: number): void;
  /** All that was said; "" when nothing was understood. */
  final(text: string): void;
  failed(code: Code): void;
}

export type RecogniserChoice = 'server' | 'browser' | 'none';

/** What this server and this browser have. */
export interface Available {
  server: boolean;
  browser: boolean;
  /** The person has allowed that the browser may send their voice to its maker. */
  consent: boolean;
}

/** Who recognises, or why nobody does. */
export type Recognition =
  | { by: 'server' }
  | { by: 'browser' }
  | { by: 'nobody'; why: 'chosen' | 'no_server' | 'no_browser' | 'not_asked' };

/**
 * The recogniser that was chosen, or nobody: never another one. Whoever chose a server
 * of their own did so that their voice stays there.
 */
export function recogniserFor(choice: RecogniserChoice, there: Available): Recognition {
  switch (choice) {
    case 'server':
      return there.server ? { by: 'server' } : { by: 'nobody', why: 'no_server' };
    case 'browser':
      if (!there.browser) return { by: 'nobody', why: 'no_browser' };
      return there.consent ? { by: 'browser' } : { by: 'nobody', why: 'not_asked' };
    default:
      return { by: 'nobody', why: 'chosen' };
  }
}
