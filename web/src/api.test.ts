import { describe, expect, test, vi } from 'vitest';
import { Api, ApiError, reportURL, socketURL } from './api';

function serve(response: Response | Error) {
  const unauthorized = vi.fn();
  const fetch = vi.fn(async (_path: string, _init: RequestInit) => {
    if (response instanceof Error) throw response;
    return response;
  });
  const api = new Api({
    fetch: fetch as unknown as typeof globalThis.fetch,
    lang: () => 'ja',
    onUnauthorized: unauthorized,
  });
  return { api, fetch, unauthorized };
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

describe('requests', () => {
  test('ask in the language of the page', async () => {
    const { api, fetch } = serve(json({ sheets: [] }));
    await api.sheets();
    expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({ 'Accept-Language': 'ja' });
  });

  test('that change something are JSON, as the server wants them', async () => {
    const { api, fetch } = serve(json({ id: 'i1' }, 201));
    const settings = { questions: [], count: 0 } as never;
    expect(await api.startInterview('s 1', settings)).toBe('i1');
    const [path, init] = fetch.mock.calls[0]!;
    expect([path, init.method, init.body]).toEqual([
      '/api/interviews',
      'POST',
      '{"sheet":"s 1","settings":{"questions":[],"count":0}}',
    ]);
    expect(init.headers).toMatchObject({ 'Content-Type': 'application/json' });
  });

  test('take an absent list for an empty one', async () => {
    expect(await serve(json({ sheets: null })).api.sheets()).toEqual([]);
    expect(await serve(json({ interviews: null })).api.interviews()).toEqual([]);
  });

  test('about a model try what is saved when nothing is chosen', async () => {
    const { api, fetch } = serve(json({ models: null, roles: [] }));
    await api.tryModel(null, new AbortController().signal);
    const [path, init] = fetch.mock.calls[0]!;
    expect([path, init.method, init.body]).toEqual(['/api/model/try', 'POST', '{}']);
  });

  test('say of a note also what it does not hold', async () => {
    const { api, fetch } = serve(new Response(null, { status: 204 }));
    await api.putNote('s 1', 'q1', 'k/1', { paraphrases: ['別の言い方'] });
    const [path, init] = fetch.mock.calls[0]!;
    expect([path, init.method, init.body]).toEqual([
      '/api/sheets/s%201/notes/k%2F1',
      'PUT',
      '{"question":"q1","elements":[],"paraphrases":["別の言い方"],"vital":null}',
    ]);
  });

  test('without an answer give nothing', async () => {
    const { api } = serve(new Response(null, { status: 204 }));
    expect(await api.removeSheet('s1')).toBeUndefined();
  });
});

describe('errors', () => {
  test('carry the sentence of the server', async () => {
    const error = { error: { code: 'sheet_too_large', message: '大きすぎます。' } };
    const { api } = serve(json(error, 413));
    await expect(api.sheet('s1')).rejects.toMatchObject({
      status: 413,
      code: 'sheet_too_large',
      message: '大きすぎます。',
    });
  });

  test('of a server that is not there have a code', async () => {
    const { api } = serve(new TypeError('failed'));
    await expect(api.sheet('s1')).rejects.toMatchObject({ status: 0, code: 'unreachable' });
  });

  test.each(['<html>', '{}', ''])('with the body %j do not fail in another way', async (body) => {
    const { api } = serve(new Response(body, { status: 502 }));
    await expect(api.sheet('s1')).rejects.toBeInstanceOf(ApiError);
  });

  test('401 asks for the token, but not when the token was wrong', async () => {
    const refused = () => json({ error: { code: 'unauthorized', message: '' } }, 401);
    const one = serve(refused());
    await expect(one.api.sheets()).rejects.toMatchObject({ status: 401 });
    expect(one.unauthorized).toHaveBeenCalledOnce();
    const two = serve(refused());
    await expect(two.api.login('x')).rejects.toMatchObject({ status: 401 });
    expect(two.unauthorized).not.toHaveBeenCalled();
  });
});

test('addresses', () => {
  expect(socketURL('http://127.0.0.1:8737/x', 'i/1', 7, 'ja')).toBe(
    'ws://127.0.0.1:8737/api/interviews/i%2F1/socket?after=7&lang=ja',
  );
  expect(socketURL('https://mondo.example/', 'i1', 0, 'en')).toBe(
    'wss://mondo.example/api/interviews/i1/socket?after=0&lang=en',
  );
  expect(reportURL('i1', 'csv')).toBe('/api/interviews/i1/report.csv');
});
