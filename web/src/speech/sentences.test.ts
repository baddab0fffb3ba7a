import { describe, expect, test } from 'vitest';
import { Sentences } from './sentences';

function cut(text: string): string[] {
  const sentences = new Sentences();
  return [...sentences.push(text), ...sentences.end()];
}

describe('sentences', () => {
  test.each<[string, string[]]>([
    ['手順書は作りましたか。誰が使いますか？', ['手順書は作りましたか。', '誰が使いますか？']],
    ['本当ですか！？では次です', ['本当ですか！？', 'では次です']],
    ['「監視です。」と言いましたね。', ['「監視です。」', 'と言いましたね。']],
    ['目標は99．9％です．なぜですか', ['目標は99．9％です．', 'なぜですか']],
    ['一行目\n二行目', ['一行目', '二行目']],
    ['終わりの点がない', ['終わりの点がない']],
    ['v1.2から移行しました。', ['v1.2から移行しました。']],
    ['Why v1.2? It was old.', ['Why v1.2?', 'It was old.']],
    ['Tools, e.g. Terraform. Why that?', ['Tools, e.g. Terraform.', 'Why that?']],
    ['Alerts, i.e. pages, fell 2.5 times.', ['Alerts, i.e. pages, fell 2.5 times.']],
    ['Dr. Smith and J. Doe agreed. Did you?', ['Dr. Smith and J. Doe agreed.', 'Did you?']],
    ['You and I. Then who?', ['You and I.', 'Then who?']],
    ['Logs, metrics, etc. were kept. Why?', ['Logs, metrics, etc. were kept.', 'Why?']],
    ['Logs, metrics, etc. What else?', ['Logs, metrics, etc.', 'What else?']],
    ['At 9 a.m. we met. Fine.', ['At 9 a.m. we met.', 'Fine.']],
    ['Read https://example.com/a?b=c first. Then?', ['Read https://example.com/a?b=c first.', 'Then?']],
    ['She said "Stop." Why?', ['She said "Stop."', 'Why?']],
    ['Really?! Yes...', ['Really?!', 'Yes...']],
    ['node.js and main.go are files.', ['node.js and main.go are files.']],
    ['P99は200msです。SLOは？', ['P99は200msです。', 'SLOは？']],
    ['24/365ですか。', ['24/365ですか。']],
    ['  ', []],
    ['……。', []],
    ['', []],
  ])('of %j', (text, want) => {
    expect(cut(text)).toEqual(want);
  });

  test('are the same however the text comes', () => {
    const text =
      'では伺います。「v1.2」への移行、e.g. Terraform はどうでしたか？ Dr. Smith agreed. Then what?! 以上です。';
    for (let size = 1; size < text.length; size++) {
      const sentences = new Sentences();
      const got: string[] = [];
      for (let at = 0; at < text.length; at += size) got.push(...sentences.push(text.slice(at, at + size)));
      expect([...got, ...sentences.end()]).toEqual(cut(text));
    }
  });

  test('come as soon as what follows shows that they are whole', () => {
    const sentences = new Sentences();
    expect(sentences.push('手順書は')).toEqual([]);
    expect(sentences.push('ありますか。')).toEqual([]);
    expect(sentences.push('誰')).toEqual(['手順書はありますか。']);
    expect(sentences.end()).toEqual(['誰']);
    expect(sentences.end()).toEqual([]);
  });

  test('that are long are cut at commas, with nothing lost', () => {
    const long = `${'監視の体制を見直して、'.repeat(30)}検知が早くなりました。`;
    const pieces = cut(long);
    expect(pieces.join('')).toBe(long);
    expect(Math.max(...pieces.map((p) => p.length))).toBeLessThanOrEqual(120);
    expect(cut('あ'.repeat(300))).toEqual(['あ'.repeat(300)]);
  });
});
