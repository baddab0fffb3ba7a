import { expect, test } from 'vitest';
import { paths, routeOf } from './routes';

test.each([
  ['/', '', { screen: 'library' }],
  ['/sheets/s1', '', { screen: 'sheet', id: 's1' }],
  ['/sheets/s1/', '', { screen: 'sheet', id: 's1' }],
  ['/sheets/s1/start', '', { screen: 'setup', id: 's1', questions: [] }],
  ['/sheets/s1/start', '?questions=a,b', { screen: 'setup', id: 's1', questions: ['a', 'b'] }],
  ['/interviews/i1', '', { screen: 'interview', id: 'i1' }],
  ['/interviews/i1/report', '', { screen: 'report', id: 'i1' }],
  ['/settings', '', { screen: 'settings' }],
  ['/settings/more', '', { screen: 'missing' }],
  ['/interviews', '', { screen: 'missing' }],
  ['/sheets/s1/other', '', { screen: 'missing' }],
  ['/sheets/s1/start/more', '', { screen: 'missing' }],
  ['/%E0%A4%A', '', { screen: 'missing' }],
])('%s%s', (path, search, want) => {
  expect(routeOf(path, search)).toEqual(want);
});

test('paths lead back to their routes', () => {
  const id = 'a/b ?&';
  const open = (path: string) => {
    const url = new URL(path, 'http://localhost');
    return routeOf(url.pathname, url.search);
  };
  expect(open(paths.library())).toEqual({ screen: 'library' });
  expect(open(paths.sheet(id))).toEqual({ screen: 'sheet', id });
  expect(open(paths.setup(id, ['x', 'y']))).toEqual({ screen: 'setup', id, questions: ['x', 'y'] });
  expect(open(paths.interview(id))).toEqual({ screen: 'interview', id });
  expect(open(paths.report(id))).toEqual({ screen: 'report', id });
  expect(open(paths.settings())).toEqual({ screen: 'settings' });
});
