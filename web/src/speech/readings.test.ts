import { expect, test } from 'vitest';
import { readAloud, readingsIn } from './readings';

const list = [
  { term: 'ECS', reading: 'イーシーエス' },
  { term: 'P99', reading: 'ピーきゅうじゅうきゅう' },
  { term: '24/365', reading: '二十四時間三百六十五日' },
  { term: '24', reading: 'にじゅうよん' },
  { term: 'C++', reading: 'シープラプラ' },
  { term: '閾値', reading: 'しきいち' },
  { term: '', reading: '空' },
];

test.each([
  ['ECSの P99は？', 'イーシーエスの ピーきゅうじゅうきゅうは？'],
  ['24/365で、24台です。', '二十四時間三百六十五日で、にじゅうよん台です。'],
  ['RECSYSとECS2と240は別です', 'RECSYSとECS2と240は別です'],
  ['C++の閾値', 'シープラプラのしきいち'],
  ['ecsは書いたとおりに', 'ecsは書いたとおりに'],
  ['', ''],
])('%s', (text, want) => {
  expect(readAloud(text, list)).toBe(want);
});

test('a reading is not read again, and needs no pattern', () => {
  const chained = [
    { term: 'A', reading: 'B' },
    { term: 'B', reading: '$&$1' },
  ];
  expect(readAloud('A B', chained)).toBe('B $&$1');
  expect(readAloud('A B', [])).toBe('A B');
});

test('a list is read line by line, and what is no reading is left out', () => {
  expect(readingsIn('ECS = イーシーエス\n\n# P99 = none\n  SLO＝ エスエルオー \r\nx=\n=y\na = b = c')).toEqual([
    { term: 'ECS', reading: 'イーシーエス' },
    { term: 'SLO', reading: 'エスエルオー' },
    { term: 'a', reading: 'b = c' },
  ]);
});
