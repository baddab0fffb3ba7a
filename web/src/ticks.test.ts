import { describe, expect, test } from 'vitest';
import { guess, sentencesOf, tickOf, type Asked } from './ticks';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('sentences', () => {
  test.each([
    ['Japanese', 'はい。監視を見直しました！ それで、三割減りました。', ['はい。', '監視を見直しました！', 'それで、三割減りました。']],
    ['English', 'Yes. I cut 3.5 % of it. Did it help? It did', ['Yes.', 'I cut 3.5 % of it.', 'Did it help?', 'It did']],
    ['lines', '一つめ\n\n 二つめ', ['一つめ', '二つめ']],
    ['a quotation', '「はい。」と言いました。', ['「はい。」', 'と言いました。']],
    ['emoji', '🎌を振った。終わり', ['🎌を振った。', '終わり']],
    ['nothing', ' \n ', []],
  ])('%s', (_, text, want) => {
    const found = sentencesOf({ id: 'a1', text });
    expect(found.map((s) => s.text)).toEqual(want);
    for (const s of found) {
      expect(new TextDecoder().decode(bytes(text).slice(s.start, s.end))).toBe(s.text);
    }
  });

  test('speech without full stops is cut where one breathes', () => {
    const text = 'えっとそれで監視の仕組みを見直しまして、'.repeat(20);
    const found = sentencesOf({ id: 'a1', text });
    expect(found.length).toBeGreaterThan(3);
    expect(Math.max(...found.map((s) => s.text.length))).toBeLessThanOrEqual(100);
    expect(found.map((s) => s.text).join('')).toBe(text);
  });
});

describe('the best guess', () => {
  const text = '監視を見直しました。夜に呼ばれる回数が減りました。手順書も書きました。';
  const answers = [{ id: 'a1', text }];
  const sentences = sentencesOf(answers[0]!);
  const span = (i: number) => ({ ...sentences[i]!, turn: 'a1' });
  const asked = (change: Partial<Asked>): Asked => ({
    thread: 0,
    point: { id: 'k1', text: '夜間の呼び出しを減らした', label: '', vital: true, form: 'bullet', line: 1, end: 1 },
    level: 'missed',
    unsure: true,
    own: false,
    evidence: [],
    answers,
    elsewhere: [],
    ...change,
  });

  test.each([
    ['where the evidence stands', asked({ evidence: [span(2)] }), 2],
    ['what has most in common', asked({}), 1],
    ['not what another point rests on', asked({ elsewhere: [span(0), span(1)] }), 2],
    ['something, when all of it is taken', asked({ elsewhere: [span(0), span(1), span(2)] }), 1],
  ])('%s', (_, question, want) => {
    expect(guess(sentences, question)).toBe(want);
  });

  test('nothing was said', () => {
    expect(guess([], asked({}))).toBe(-1);
  });
});

describe('a tick', () => {
  const asked = { thread: 2, point: { id: 'k1', text: '', label: '', vital: true, form: 'bullet' as const, line: 1, end: 1 } };
  const sentence = { answer: 'a1', start: 3, end: 9, text: 'はい' };

  test.each([
    ['covered', sentence, { answer: 'a1', words: { start: 3, end: 9 } }],
    ['covered', undefined, { answer: '' }],
    ['missed', sentence, { answer: '' }],
    ['', sentence, { answer: '' }],
  ] as const)('%s', (level, said, want) => {
    expect(tickOf('c1', asked, level, said)).toEqual({ id: 'c1', thread: 2, key_point: 'k1', level, ...want });
  });
});
