import { describe, expect, test } from 'vitest';
import type { ModelSettings, RoleTrial } from '../../model-types';
import { blank, choiceOf, draftOf, factsOf, inOne, keepsKey, moved, offeredFor, reachOf, secondsOf } from './model';

function saved(change: Partial<ModelSettings> = {}): ModelSettings {
  return {
    configured: true,
    fixed: false,
    api: 'openai',
    base_url: 'http://127.0.0.1:11434/v1',
    key_set: false,
    organization: '',
    api_version: '',
    interviewer: 'qwen3:8b',
    judge: 'qwen3:8b',
    spent: { tokens_today: 0, cost_today: 0 },
    budget: { tokens_per_interview: 0, tokens_per_day: 0, cost_per_interview: 0, cost_per_day: 0 },
    ...change,
  };
}

describe('the form', () => {
  test('begins with a model on this machine', () => {
    expect(draftOf(saved({ configured: false, base_url: '', interviewer: '', judge: '' }))).toEqual(blank);
    expect(reachOf(blank.base_url)?.where).toBe('here');
  });

  test('asks for what is saved when nothing was changed', () => {
    for (const one of [
      saved(),
      saved({ judge: 'qwen3:32b' }),
      saved({ base_url: 'https://api.openai.com/v1', organization: 'org-1', key_set: true }),
      saved({ api: 'azure', base_url: 'https://x.openai.azure.com', api_version: '2025-01-01', key_set: true }),
      saved({ base_url: 'http://ollama:11434/v1' }),
    ]) {
      const { api, base_url, organization, api_version, interviewer, judge } = one;
      expect(choiceOf(draftOf(one))).toEqual({ api, base_url, organization, api_version, interviewer, judge });
    }
  });

  test.each([
    ['openai', 'http://127.0.0.1:11434/v1', 'ollama'],
    ['openai', 'http://localhost:1234/v1/', 'lmstudio'],
    ['openai', 'https://api.openai.com/v1', 'openai'],
    ['openai', 'http://192.168.0.9:11434/v1', 'other'],
    ['azure', 'https://x.openai.azure.com', 'azure'],
  ] as const)('knows %s at %s for %s', (api, base_url, want) => {
    expect(draftOf(saved({ api, base_url })).preset).toBe(want);
  });

  test('keeps one model for both unless another is named', () => {
    expect(draftOf(saved()).judge).toBe('');
    expect(choiceOf({ ...blank, interviewer: ' a ', judge: ' ' })).toMatchObject({ interviewer: 'a', judge: 'a' });
    expect(choiceOf({ ...blank, interviewer: 'a', judge: 'b' })).toMatchObject({ interviewer: 'a', judge: 'b' });
  });

  test('says nothing of a key, brings a new one, or takes it away', () => {
    expect(choiceOf(blank)).not.toHaveProperty('key');
    expect(choiceOf({ ...blank, key: ' sk-1\n' }).key).toBe('sk-1');
    expect(choiceOf({ ...blank, keyless: true }).key).toBe('');
    expect(choiceOf({ ...blank, key: 'sk-2', keyless: true }).key).toBe('sk-2');
  });

  test('knows that a saved key goes nowhere else', () => {
    const before = saved({ base_url: 'https://api.openai.com/v1', key_set: true });
    expect(keepsKey(draftOf(before), before)).toBe(true);
    expect(keepsKey({ ...draftOf(before), base_url: 'https://api.openai.com/v1/' }, before)).toBe(true);
    expect(keepsKey({ ...draftOf(before), base_url: 'https://evil.example/v1' }, before)).toBe(false);
    expect(keepsKey(draftOf(saved()), saved())).toBe(false);
  });

  test('takes the address of the place that is chosen, and leaves one’s own where there is none', () => {
    expect(moved(blank, 'vllm').base_url).toBe('http://127.0.0.1:8000/v1');
    expect(moved(blank, 'azure').base_url).toBe('');
    const own = { ...blank, base_url: 'http://box:9000/v1' };
    expect(moved(own, 'other').base_url).toBe('http://box:9000/v1');
    expect(moved(own, 'openai').base_url).toBe('https://api.openai.com/v1');
  });

  test('has Azure’s version for Azure alone, and an organisation for others', () => {
    const both = { ...blank, organization: 'org', api_version: '2024-10-21' };
    expect(choiceOf(both)).toMatchObject({ api: 'openai', organization: 'org', api_version: '' });
    expect(choiceOf({ ...both, preset: 'azure' })).toMatchObject({
      api: 'azure', organization: '', api_version: '2024-10-21',
    });
  });
});

describe('what leaves the machine', () => {
  test.each([
    ['http://127.0.0.1:11434/v1', 'here', '127.0.0.1', false],
    ['http://localhost:8080/v1', 'here', 'localhost', false],
    ['http://[::1]:8080/v1', 'here', '::1', false],
    ['http://192.168.1.20:11434/v1', 'nearby', '192.168.1.20', true],
    ['http://172.20.0.2/v1', 'nearby', '172.20.0.2', true],
    ['http://[fd00::1]/v1', 'nearby', 'fd00::1', true],
    ['https://ollama:11434/v1', 'nearby', 'ollama', false],
    ['http://studio.local/v1', 'nearby', 'studio.local', true],
    ['https://api.openai.com/v1', 'elsewhere', 'api.openai.com', false],
    ['http://172.32.0.1/v1', 'elsewhere', '172.32.0.1', true],
    ['http://127.0.0.1.example.com/v1', 'elsewhere', '127.0.0.1.example.com', true],
    ['https://localhost.example.com', 'elsewhere', 'localhost.example.com', false],
    ['http://10.example.com/v1', 'elsewhere', '10.example.com', true],
  ])('%s is %s', (address, where, host, bare) => {
    expect(reachOf(address)).toEqual({ where, host, bare });
  });

  test.each(['', 'api.openai.com/v1', 'ftp://x/v1', 'http://', 'localhost:11434'])('%j is no address', (address) => {
    expect(reachOf(address)).toBeNull();
  });
});

describe('a trial', () => {
  const trial = (change: Partial<RoleTrial> = {}): RoleTrial => ({
    role: 'interviewer',
    model: 'm',
    ok: true,
    reachable: true,
    streaming: true,
    structured: 'schema',
    usage: true,
    thinks: false,
    first_token_ms: 400,
    problems: null,
    ...change,
  });
  const facts = (change: Partial<RoleTrial>) => factsOf(trial(change)).map((f) => `${f.good ? '' : '!'}${f.fact}`);

  test.each([
    [{}, ['reached', 'streams', 'first', 'counts']],
    [{ streaming: false, usage: false }, ['reached', '!whole', 'first', 'uncounted']],
    [{ first_token_ms: 9000, thinks: true }, ['reached', 'streams', 'first', '!slow', '!thinks', 'counts']],
    [{ role: 'judge' }, ['reached', 'schema', 'first', 'counts']],
    [{ role: 'judge', structured: 'object', streaming: false }, ['reached', 'object', 'first', 'counts']],
    [{ role: 'judge', structured: 'none', first_token_ms: 9000 }, ['reached', '!free', 'first', 'counts']],
    [{ ok: false }, ['reached']],
    [{ ok: false, reachable: false }, []],
  ] as const)('of %j shows %j', (change, want) => {
    expect(facts(change)).toEqual(want);
  });

  test('of one model that fails in both roles is told once', () => {
    const roles = (ok: boolean, judge = 'm') => inOne([trial({ ok }), trial({ role: 'judge', model: judge, ok })]);
    expect(roles(false).map((r) => r.both)).toEqual([true]);
    expect(roles(true).map((r) => r.both)).toEqual([false, false]);
    expect(roles(false, 'other').map((r) => r.both)).toEqual([false, false]);
    expect(inOne([trial({ ok: false })]).map((r) => r.both)).toEqual([false]);
    expect(inOne([])).toEqual([]);
  });

  test.each([
    [3, '0.1'],
    [412, '0.4'],
    [2149, '2.1'],
    [9960, '10'],
    [61_000, '61'],
  ])('%d ms are %s s', (ms, want) => {
    expect(secondsOf(ms)).toBe(want);
  });
});

test('names like what was typed come first', () => {
  const names = ['llama3', 'mistral', 'Qwen3:8b', 'qwen3:32b'];
  expect(offeredFor(names, 'qwen')).toEqual(['Qwen3:8b', 'qwen3:32b', 'llama3', 'mistral']);
  expect(offeredFor(names, '')).toEqual(names);
});
