// Moving between screens without loading the page again: the address bar, the back
// button, the scroll position and the focus behave as with real pages. Start from
// `go` and `here`.

import { routeOf, type Route } from './routes';

let url = $state.raw(new URL(location.href));
let visit = $state(0);

/** How the screen that opens next was come to, and where it was scrolled to. */
let coming: { by: 'load' | 'link' | 'history'; scroll: number } | null = {
  by: 'load',
  scroll: keptScroll(history.state),
};

export const here = {
  get route(): Route {
    return routeOf(url.pathname, url.search);
  },
  /** Changes with each navigation, so that a screen starts anew. */
  get visit(): number {
    return visit;
  },
};

export function go(path: string): void {
  keepScroll();
  history.pushState({}, '', path);
  coming = { by: 'link', scroll: 0 };
  open();
}

/** Goes on without leaving the present page in the history. */
export function replace(path: string): void {
  history.replaceState({}, '', path);
  coming = { by: 'link', scroll: 0 };
  open();
}

/** Attach to a screen's main heading: it takes the focus when the screen was come to. */
export function arrive(heading: HTMLElement): void {
  const by = coming;
  coming = null;
  if (!by) return;
  scrollTo(0, by.scroll);
  if (by.by !== 'load') heading.focus({ preventScroll: true });
}

/** Follows links inside the application and the browser's own back and forward. */
export function follow(): () => void {
  history.scrollRestoration = 'manual';
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a[href^="#"]')) keepScroll();
    const path = linkPath(event);
    if (path === null) return;
    event.preventDefault();
    go(path);
  };
  const onPop = (event: PopStateEvent) => {
    if (location.pathname === url.pathname && location.search === url.search) {
      // To a place on the page the browser goes by itself; back from it, we do.
      if (event.state) scrollTo(0, keptScroll(event.state));
      return;
    }
    coming = { by: 'history', scroll: keptScroll(event.state) };
    open();
  };
  document.addEventListener('click', onClick);
  addEventListener('popstate', onPop);
  addEventListener('pagehide', keepScroll);
  return () => {
    document.removeEventListener('click', onClick);
    removeEventListener('popstate', onPop);
    removeEventListener('pagehide', keepScroll);
  };
}

function open(): void {
  url = new URL(location.href);
  visit += 1;
}

function keepScroll(): void {
  history.replaceState({ ...history.state, scroll: scrollY }, '');
}

function keptScroll(state: unknown): number {
  const { scroll } = (state ?? {}) as { scroll?: number };
  return scroll ?? 0;
}

/** The path that a click leads to within the application, or null. */
function linkPath(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || link.target || link.hasAttribute('download')) return null;
  const to = new URL(link.href);
  if (to.origin !== location.origin || to.pathname.startsWith('/api/')) return null;
  if (to.hash && to.pathname === location.pathname && to.search === location.search) return null;
  return to.pathname + to.search;
}
