import { expect, test } from 'vitest';
import { joined } from './joined';

test.each([
  ['', 'I moved it.', 'I moved it.'],
  ['I moved it.', 'Then I left.', 'I moved it. Then I left.'],
  ['I moved it.\n', 'Then I left.', 'I moved it.\nThen I left.'],
  ['監視を見直しました。', '次に手順書です。', '監視を見直しました。次に手順書です。'],
  ['監視は', 'SLO です', '監視はSLO です'],
  ['I moved it.', '', 'I moved it.'],
])('%j and %j are %j', (a, b, both) => {
  expect(joined(a, b)).toBe(both);
});
