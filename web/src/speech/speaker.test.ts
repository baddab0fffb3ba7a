import { beforeEach, describe, expect, test } from 'vitest';
import { settle } from '../clock.fake';
import type { Lang } from '../types';
import { Speaker, VoiceError, type Voice, type VoiceTrouble } from './speaker';

/** A voice whose sentences end when the test says so. */
class FakeVoice implements Voice {
  echoes = false;
  began: string[] = [];
  prepared: string[] = [];
  stopped: string[] = [];
  #end: (error?: VoiceError) => void = () => {};

  say(sentence: string, _: Lang, signal: AbortSignal) {
    this.began.push(sentence);
    return new Promise<void>((resolve, reject) => {
      this.#end = (error) => (error ? reject(error) : resolve());
      signal.addEventListener('abort', () => {
        this.stopped.push(sentence);
        resolve();
      });
    });
  }

  prepare(sentence: string) {
    if (!this.prepared.includes(sentence)) this.prepared.push(sentence);
  }

  async end(error?: VoiceError) {
    this.#end(error);
    await settle();
  }
}

let voice: FakeVoice;
let speaking: (string | null)[];
let troubles: VoiceTrouble[];
let speaker: Speaker;

beforeEach(() => {
  voice = new FakeVoice();
  speaking = [];
  troubles = [];
  speaker = new Speaker({
    voice,
    lang: 'ja',
    readings: [{ term: 'ECS', reading: 'イーシーエス' }],
    onSpeaking: (turn) => speaking.push(turn),
    onTrouble: (trouble) => troubles.push(trouble),
  });
});

describe('speaking', () => {
  test('begins while the text is still coming, and goes on in order', async () => {
    speaker.grow('t1', 'では伺います。');
    expect(voice.began).toEqual([]); // 」 may still follow
    speaker.grow('t1', 'では伺います。監視');
    expect(voice.began).toEqual(['では伺います。']);
    speaker.grow('t1', 'では伺います。監視は？なぜ');
    expect(voice.began).toHaveLength(1);
    await voice.end();
    expect(voice.began.at(-1)).toBe('監視は？');
    speaker.finish('t1', 'では伺います。監視は？なぜですか');
    await voice.end();
    expect(voice.began.at(-1)).toBe('なぜですか');
    await voice.end();
    expect(voice.began).toHaveLength(3);
    expect(speaking).toEqual(['t1', null]);
    expect(speaker.speaking).toBeNull();
  });

  test('says a turn that came whole, and each only once', async () => {
    speaker.finish('t1', 'はい。');
    speaker.finish('t1', 'はい。');
    await voice.end();
    expect(voice.began).toEqual(['はい。']);
  });

  test('reads terms as they are to be read', () => {
    speaker.finish('t1', 'ECSですか。');
    expect(voice.began).toEqual(['イーシーエスですか。']);
  });

  test('prepares what comes next', () => {
    speaker.finish('t1', '一つ。二つ。三つ。四つ。');
    expect(voice.prepared).toContain('二つ。');
    expect(voice.prepared).toContain('三つ。');
    expect(voice.prepared).not.toContain('四つ。');
  });

  test('goes from one turn to the next', async () => {
    speaker.finish('t1', 'よろしくお願いします。');
    speaker.finish('t2', 'では。');
    await voice.end();
    expect(speaking).toEqual(['t1', 't2']);
    await voice.end();
    expect(voice.began).toEqual(['よろしくお願いします。', 'では。']);
    expect(speaking).toEqual(['t1', 't2', null]);
  });
});

describe('silence', () => {
  test('comes at once, for the rest of the turn and not for the next', async () => {
    speaker.grow('t1', '一つ。二つ。三');
    speaker.cancel();
    expect(voice.stopped).toEqual(['一つ。']);
    speaker.finish('t1', '一つ。二つ。三つ。');
    await settle();
    expect(voice.began).toEqual(['一つ。']);
    expect(speaking).toEqual(['t1', null]);
    speaker.finish('t2', '次です。');
    expect(voice.began.at(-1)).toBe('次です。');
  });

  test('of who is muted lasts until they are not, and nothing is caught up on', async () => {
    speaker.finish('t1', '一つ。二つ。');
    speaker.mute(true);
    expect(voice.stopped).toEqual(['一つ。']);
    speaker.finish('t2', '三つ。');
    await settle();
    speaker.mute(false);
    speaker.finish('t3', '四つ。');
    expect(voice.began).toEqual(['一つ。', '四つ。']);
  });
});

describe('a turn that is withdrawn', () => {
  test('stops, and is said in its other words', async () => {
    speaker.grow('t1', '答えは三分です。どう');
    speaker.withdraw('t1');
    expect(voice.stopped).toEqual(['答えは三分です。']);
    speaker.finish('t1', '時間はどうでしたか。');
    await settle();
    expect(voice.began).toEqual(['答えは三分です。', '時間はどうでしたか。']);
  });

  test('is noticed by its words when the word of it was lost', async () => {
    speaker.grow('t1', '答えは三分です。どう');
    speaker.grow('t1', '時間はどう');
    expect(voice.stopped).toEqual(['答えは三分です。']);
    speaker.finish('t1', '時間はどうでしたか。');
    await settle();
    expect(voice.began.at(-1)).toBe('時間はどうでしたか。');
  });

  test('leaves the others alone', async () => {
    speaker.finish('t1', 'はい。');
    speaker.finish('t2', '答えは三分です。');
    speaker.withdraw('t2');
    expect(voice.stopped).toEqual([]);
    await voice.end();
    expect(voice.began).toEqual(['はい。']);
  });

  test('stays silent where silence was wanted', async () => {
    speaker.grow('t1', '答えは三分です。どう');
    speaker.cancel();
    speaker.withdraw('t1');
    speaker.finish('t1', '時間はどうでしたか。');
    await settle();
    expect(voice.began).toHaveLength(1);
  });
});

describe('a voice that fails', () => {
  test('once in a while leaves out a sentence', async () => {
    speaker.finish('t1', '一つ。二つ。三つ。');
    await voice.end(new VoiceError('failed'));
    await voice.end();
    await voice.end(new VoiceError('failed'));
    expect(voice.began).toEqual(['一つ。', '二つ。', '三つ。']);
    expect(troubles).toEqual([]);
  });

  test('again is given up for this turn, and says so', async () => {
    speaker.finish('t1', '一つ。二つ。三つ。');
    await voice.end(new VoiceError('failed'));
    await voice.end(new VoiceError('failed'));
    expect(voice.began).toHaveLength(2);
    expect(troubles).toEqual(['failed']);
    speaker.finish('t2', '次です。');
    expect(voice.began.at(-1)).toBe('次です。');
  });

  test('has as many tries in the next turn', async () => {
    speaker.finish('t1', '一つ。二つ。三つ。');
    speaker.finish('t2', '四つ。五つ。');
    for (let i = 0; i < 3; i++) await voice.end(new VoiceError('failed'));
    await voice.end();
    expect(voice.began).toEqual(['一つ。', '二つ。', '四つ。', '五つ。']);
    expect([troubles, speaking]).toEqual([['failed'], ['t1', 't2', null]]);
  });

  test.each(['gesture', 'no_voice', 'unreachable'] as const)('by %s fails at once', async (why) => {
    speaker.finish('t1', '一つ。二つ。');
    await voice.end(new VoiceError(why));
    expect(voice.began).toHaveLength(1);
    expect(troubles).toEqual([why]);
    expect(speaking).toEqual(['t1', null]);
  });
});
