// The words about how answers were spoken in Japanese.

import { clock } from '../format';
import type { Lang } from '../types';
import type { delivery as english } from './en-delivery';

const whole = (n: number) => String(Math.round(n));
const tenth = (n: number) => (Math.round(n * 10) / 10).toFixed(1);

const pace: Record<Lang, (n: number) => string> = {
  ja: (n) => `1分に${whole(n)}文字`,
  en: (n) => `1分に${whole(n)}語`,
};

export const delivery: typeof english = {
  title: '話し方',
  about: '点数ではなく、結果にも響きません。「えーと」などは、書き起こしに残った分だけを数えています。',
  ofAnswers: (spoken) => `声で答えた${spoken}回分`,
  open: '話し方を見る',
  overTime: { title: '話し方の変化', when: '面接', perMinute: 'つなぎ言葉（1分あたり）', pauses: '1秒を超える間（1分あたり）', unknown: '—' },
  names: {
    pace: '速さ',
    morae: '1分あたりの拍',
    firstWord: '話し始めるまで',
    length: '長さ',
    pauses: '1秒を超える間',
    longestRun: '間を置かずに話した時間',
    fillers: 'つなぎ言葉',
    repeated: '言い直し',
    hedges: 'ぼかした言い方',
    sentences: { ja: '一文の文字数', en: '一文の語数' },
    endings: '文末',
    conclusion: '結論から話したか',
  },
  pace,
  perMinute: whole,
  seconds: (ms) => `${tenth(ms / 1000)}秒`,
  length: (ms, share) => clock(ms) + (share === undefined ? '' : `（用意した答えの${whole(share * 100)}%）`),
  pauses: (count, longest) => (count === 0 ? 'なし' : `${count}回、最長${tenth(longest / 1000)}秒`),
  fillers: (count, perMinute, perHundred) => {
    if (count === 0) return 'なし';
    const rates = [
      perMinute === undefined ? '' : `1分に${tenth(perMinute)}回`,
      perHundred === undefined ? '' : `100語に${tenth(perHundred)}回`,
    ];
    return [`${count}回`, ...rates].filter(Boolean).join('、');
  },
  sentences: (mean, longest) => `平均${whole(mean)}、最長${whole(longest)}`,
  endings: (polite, plain, other) =>
    `です・ます${polite}、だ・である${plain}${other > 0 ? `、その他${other}` : ''}`,
  conclusion: (first, of) =>
    of === 1 ? (first ? '結論からのようです' : '前置きからのようです') : `${of}回中${first}回（文の形からの推測）`,
  usual: {
    between: (low, high) => `めやす ${whole(low)}〜${whole(high)}`,
    news: (n) => `、ニュースは${whole(n)}`,
    fillers: (perMinute, perHundred) => `1分に${perMinute}回までは気にならず、平均は100語に${perHundred}回`,
  },
  remarks: {
    slow: (n, lang) => `ゆっくりめの話し方でした（${pace[lang](n)}）。`,
    usual_pace: (n, lang) => `速さはめやすの範囲です（${pace[lang](n)}）。`,
    fast: (n, lang) => `速めの話し方でした（${pace[lang](n)}）。`,
    many_fillers: (n) => `「えーと」「まあ」などのつなぎ言葉が、1分に${whole(n)}回ほど入りました。`,
    few_fillers: () => 'つなぎ言葉は、気にならない程度でした。',
    late: (ms) => `話し始めるまでに${whole(ms / 1000)}秒ほどありました。`,
    short: (share) => `用意した答えの${whole(share * 100)}%ほどの長さでした。`,
    long: (share) => `用意した答えの${tenth(share)}倍ほどの長さになりました。`,
    mixed_endings: () => '「です・ます」と「だ・である」が混ざっていました。',
  },
  sources: {
    title: 'めやすの出どころ',
    list: {
      ja: [
        '速さ：ニュースの原稿は1分におよそ300文字（NHK）。話し方の講師は220〜350文字を聞きやすい速さとしています。拍のめやすはここから換算したものです。',
        '100語あたりのつなぎ言葉：日本語話者の平均（渡辺美知子、KAKEN 15K02553）。',
        '1分あたりのつなぎ言葉：5回までなら、まったくない話と同じ評価でした（Laske・DiGennaro Reed、2024、doi:10.1002/jaba.1093）。',
      ],
      en: [
        '速さ：英語の話し方の講師は、1分に120〜160語を勧めています。',
        '100語あたりのつなぎ言葉：英語話者の平均（渡辺美知子、KAKEN 15K02553）。',
        '1分あたりのつなぎ言葉：5回までなら、まったくない話と同じ評価でした（Laske・DiGennaro Reed、2024、doi:10.1002/jaba.1093）。',
      ],
    },
  },
  heard: '直す前の書き起こし',
  spoken: '声',
  listen: '録音',
  remove: '録音を削除',
  removeTitle: 'この録音を削除しますか',
  removeText: '音声は元に戻せません。文字と話し方の数字は残ります。',
  filler: 'つなぎ言葉',
};
