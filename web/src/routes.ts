// Which screen a path names. Pure; `navigation.svelte.ts` moves between them.

export type Route =
  | { screen: 'library' }
  | { screen: 'sheet'; id: string }
  | { screen: 'setup'; id: string; questions: string[] }
  | { screen: 'interview'; id: string }
  | { screen: 'report'; id: string }
  | { screen: 'settings' }
  | { screen: 'missing' };

export function routeOf(path: string, search = ''): Route {
  const [first, id, last, ...rest] = path.split('/').filter(Boolean).map(decode);
  if (first === undefined) return { screen: 'library' };
  if (first === 'settings' && id === undefined) return { screen: 'settings' };
  if (id === undefined || rest.length > 0) return { screen: 'missing' };
  if (first === 'sheets' && last === undefined) return { screen: 'sheet', id };
  if (first === 'sheets' && last === 'start') {
    const chosen = new URLSearchParams(search).get('questions') ?? '';
    return { screen: 'setup', id, questions: chosen.split(',').filter(Boolean) };
  }
  if (first === 'interviews' && last === undefined) return { screen: 'interview', id };
  if (first === 'interviews' && last === 'report') return { screen: 'report', id };
  return { screen: 'missing' };
}

export const paths = {
  library: () => '/',
  sheet: (id: string) => `/sheets/${encodeURIComponent(id)}`,
  /** The set-up, with some questions chosen beforehand; none means all. */
  setup: (id: string, questions: string[] = []) => {
    const query = questions.length ? `?questions=${questions.map(encodeURIComponent).join(',')}` : '';
    return `/sheets/${encodeURIComponent(id)}/start${query}`;
  },
  interview: (id: string) => `/interviews/${encodeURIComponent(id)}`,
  report: (id: string) => `/interviews/${encodeURIComponent(id)}/report`,
  settings: () => '/settings',
};

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
