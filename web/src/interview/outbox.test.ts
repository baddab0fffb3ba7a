import { describe, expect, test } from 'vitest';
import { commandId, Outbox, type Keep } from './outbox';

class Shelf implements Keep {
  items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

const answer = { type: 'answer', id: 'c_answer_1', to: 't2', text: '答え' } as const;
const pause = { type: 'pause', id: 'c_pause_01' } as const;

describe('outbox', () => {
  test('keeps commands in order until they are settled', () => {
    const outbox = new Outbox('i1', null);
    outbox.add(answer);
    outbox.add(pause);
    expect(outbox.waiting).toEqual([answer, pause]);
    expect(outbox.settle(answer.id)).toEqual(answer);
    expect(outbox.settle(answer.id)).toBeUndefined();
    expect(outbox.waiting).toEqual([pause]);
  });

  test('gives a new list with each change, so that a view notices', () => {
    const outbox = new Outbox('i1', null);
    const before = outbox.waiting;
    outbox.add(answer);
    expect(outbox.waiting).not.toBe(before);
  });

  test('survives a reload under the same ids, for its interview only', () => {
    const shelf = new Shelf();
    new Outbox('i1', shelf).add(answer);
    expect(new Outbox('i1', shelf).waiting).toEqual([answer]);
    expect(new Outbox('i2', shelf).waiting).toEqual([]);
    new Outbox('i1', shelf).settle(answer.id);
    expect(shelf.items.size).toBe(0);
  });

  test.each(['{', '{}', 'null', '[1,{"id":2}]'])('starts empty from %s', (kept) => {
    const shelf = new Shelf();
    shelf.setItem('mondo.outbox.i1', kept);
    expect(new Outbox('i1', shelf).waiting).toEqual([]);
  });

  test('goes on when storage is full', () => {
    const shelf = new Shelf();
    shelf.setItem = () => {
      throw new Error('full');
    };
    const outbox = new Outbox('i1', shelf);
    outbox.add(answer);
    expect(outbox.waiting).toEqual([answer]);
  });
});

test('command ids are of the form that the protocol asks for', () => {
  let seed = 0;
  const id = commandId((bytes) => bytes.map(() => (seed += 37)));
  expect(id).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  expect(new Set(id).size).toBeGreaterThan(10);
});
