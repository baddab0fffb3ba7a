import { describe, expect, test } from 'vitest';
import type { Note, Proposal } from '../../model-types';
import type { SheetPoint } from '../../types';
import { all, draftOf, draftsOf, isChanged, isVital, noteOf, without } from './notes';

function point(note: Note | null = null, change: Partial<SheetPoint> = {}): SheetPoint {
  return {
    id: 'k1', text: '監視', label: '', vital: true, form: 'bullet', line: 9, end: 9, aliases: [], note, ...change,
  };
}

const proposal: Proposal = {
  key_point: 'k1',
  elements: ['検知', '12分から3分'],
  paraphrases: ['気づくのが早くなった', '障害にすぐ気づける'],
  vital: false,
  reason: '背景にすぎない',
};

const nothing = { elements: [], paraphrases: [], vital: null };

describe('a proposal', () => {
  test('changes nothing by itself', () => {
    const draft = draftOf(point(), proposal);
    expect(noteOf(draft)).toEqual(nothing);
    expect(isChanged(draft)).toBe(false);
  });

  test('is approved piece by piece', () => {
    const draft = draftOf(point(), proposal);
    draft.paraphrases[1]!.chosen = true;
    expect(noteOf(draft)).toEqual({ ...nothing, paraphrases: ['障害にすぐ気づける'] });
    draft.byParts = true;
    draft.elements[0]!.text = '  障害の検知 ';
    draft.elements.push({ text: ' ' });
    expect(noteOf(draft).elements).toEqual(['障害の検知', '12分から3分']);
    draft.vital = false;
    expect(noteOf(draft).vital).toBe(false);
    expect(isChanged(draft)).toBe(true);
  });

  test('is approved as a whole', () => {
    expect(noteOf(all(draftOf(point(), proposal)))).toEqual({
      elements: ['検知', '12分から3分'],
      paraphrases: ['気づくのが早くなった', '障害にすぐ気づける'],
      vital: false,
    });
    const bare: Proposal = { key_point: 'k1', elements: null, paraphrases: null, vital: true, reason: '' };
    expect(noteOf(all(draftOf(point(), bare)))).toEqual(nothing);
    const noted = point({ elements: ['own'] });
    expect(noteOf(all(draftOf(noted, bare))).elements).toEqual(['own']);
  });

  test('comes after what was approved before', () => {
    const note = { elements: ['own'], paraphrases: ['障害にすぐ気づける', 'mine'], vital: false };
    const draft = draftOf(point(note), proposal);
    expect(draft.elements).toEqual([{ text: 'own' }]);
    expect(draft.paraphrases.map((p) => [p.text, p.chosen])).toEqual([
      ['障害にすぐ気づける', true],
      ['mine', true],
      ['気づくのが早くなった', false],
    ]);
    expect(noteOf(draft)).toEqual(note);
    expect(isChanged(draft)).toBe(false);
    draft.byParts = false;
    expect(isChanged(draft)).toBe(true);
  });

  test('that agrees with the sheet leaves its mark alone', () => {
    const draft = draftOf(point({ vital: false }), proposal);
    draft.vital = true;
    expect(noteOf(draft).vital).toBeNull();
  });

  test('for no key point of the question is left out', () => {
    const points = [point(null, { id: 'k2' }), point()];
    const drafts = draftsOf(points, [{ ...proposal, key_point: 'k9' }, proposal]);
    expect(drafts.map((d) => d.point.id)).toEqual(['k1']);
    expect(draftsOf(points, null)).toEqual([]);
  });
});

test.each([
  [null, true, true],
  [null, false, false],
  [{ vital: null }, true, true],
  [{ vital: false }, true, false],
  [{ vital: true }, false, true],
] as const)('with the note %j on what the sheet has as vital: %s, it is %s', (note, own, want) => {
  expect(isVital(point(note, { vital: own }))).toBe(want);
});

test('what was approved is taken back piece by piece', () => {
  const note = { elements: ['a'], paraphrases: ['b', 'c'], vital: false };
  expect(without(note, 'elements')).toEqual({ ...note, elements: [] });
  expect(without(note, 'vital')).toEqual({ ...note, vital: null });
  expect(without(note, { paraphrase: 'b' })).toEqual({ ...note, paraphrases: ['c'] });
  expect(without({ paraphrases: ['b'] }, { paraphrase: 'b' })).toEqual(nothing);
});
