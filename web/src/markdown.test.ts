import { describe, expect, test } from 'vitest';
import { read, type Node } from './markdown';

function outline(nodes: Node[]): string {
  return nodes
    .map((n) => (typeof n === 'string' ? n : `<${n.tag}>${outline(n.children)}</${n.tag}>`))
    .join('');
}

describe('read', () => {
  test.each([
    ['- **監視**: 閾値', '<ul><li><strong>監視</strong>: 閾値</li></ul>'],
    ['**「監視」**を担当', '<p><strong>「監視」</strong>を担当</p>'],
    ['a\nb', '<p>a\nb</p>'],
    ['`x < y`', '<p><code>x < y</code></p>'],
    ['[text](https://example.org)', '<p>text</p>'],
    ['[text](javascript:alert(1))', '<p>[text](javascript:alert(1))</p>'],
    ['![a picture](x.png)', '<p>a picture</p>'],
    ['<img src=x onerror=alert(1)>', '<p><img src=x onerror=alert(1)></p>'],
    ['| A | B |\n|---|---|\n| 1 | 2 |', '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'],
  ])('%s', (text, want) => {
    expect(outline(read(text))).toBe(want);
  });

  test('leaves HTML as text', () => {
    const [p] = read('<script>alert(1)</script>');
    expect(p).toMatchObject({ tag: 'p', children: ['<script>alert(1)</script>'] });
  });

  test('knows the lines of blocks', () => {
    const [first, second] = read('前置き\n\n- 一\n- 二\n  続き');
    expect(first).toMatchObject({ tag: 'p', lines: [0, 1] });
    if (typeof second !== 'object') throw new Error('no list');
    expect(second.children).toMatchObject([
      { tag: 'li', lines: [2, 3] },
      { tag: 'li', lines: [3, 5] },
    ]);
  });

  test('keeps the first number of an ordered list', () => {
    expect(read('3. c')).toMatchObject([{ tag: 'ol', start: 3 }]);
  });

  test('of deep nesting comes back', () => {
    expect(read('> '.repeat(2000) + 'x').length).toBeGreaterThan(0);
  });
});
