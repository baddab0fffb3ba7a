import { expect, test } from 'vitest';
import { Drafts } from './drafts';

class Shelf implements Storage {
  #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  key = (i: number) => [...this.#items.keys()][i] ?? null;
  getItem = (key: string) => this.#items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#items.set(key, value);
  removeItem = (key: string) => void this.#items.delete(key);
  clear = () => this.#items.clear();
}

test('a draft belongs to a turn of an interview', () => {
  const shelf = new Shelf();
  new Drafts('i1', shelf, () => 1).write('t2', '書きかけ');
  expect(new Drafts('i1', shelf, () => 2).read('t2')).toBe('書きかけ');
  expect(new Drafts('i1', shelf, () => 2).read('t3')).toBe('');
  expect(new Drafts('i2', shelf, () => 2).read('t2')).toBe('');
});

test('an empty draft is forgotten', () => {
  const shelf = new Shelf();
  const drafts = new Drafts('i1', shelf, () => 1);
  drafts.write('t2', 'x');
  drafts.write('t2', '');
  expect(shelf.length).toBe(0);
});

test('old drafts make room for new ones, and nothing else does', () => {
  const shelf = new Shelf();
  shelf.setItem('other', 'stays');
  let now = 0;
  const drafts = new Drafts('i1', shelf, () => ++now);
  for (let i = 0; i < 50; i++) drafts.write(`t${i}`, 'x');
  expect(shelf.length).toBe(31);
  expect(drafts.read('t19')).toBe('');
  expect(drafts.read('t49')).toBe('x');
  expect(shelf.getItem('other')).toBe('stays');
});

test('what is no draft is read as none', () => {
  const shelf = new Shelf();
  shelf.setItem('mondo.draft.i1.t1', '{"text":3}');
  shelf.setItem('mondo.draft.i1.t2', 'x');
  const drafts = new Drafts('i1', shelf, () => 1);
  expect([drafts.read('t1'), drafts.read('t2')]).toEqual(['', '']);
});

test('without storage nothing is kept and nothing fails', () => {
  const drafts = new Drafts('i1', null, () => 1);
  drafts.write('t1', 'x');
  expect(drafts.read('t1')).toBe('');
});
