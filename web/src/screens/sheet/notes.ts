// What a person approves of a model's proposals for key points, and what of it they
// take back. Nothing of a proposal holds until it is approved. Pure. Start from
// `draftOf` and `noteOf`.

import type { Note, Proposal } from '../../model-types';
import type { SheetPoint } from '../../types';

/** So many parts may a key point have. */
export const mostElements = 4;

/** So long (in characters) may a part or other words be. */
export const longestText = 400;

/** A key point with what is proposed, while the person decides. */
export interface PointDraft {
  point: SheetPoint;
  proposal: Proposal;
  /** Whether answers are marked by these parts. */
  byParts: boolean;
  elements: { text: string }[];
  paraphrases: { text: string; chosen: boolean }[];
  vital: boolean;
}

/** Begins with what holds already; everything new waits to be chosen. */
export function draftOf(point: SheetPoint, proposal: Proposal): PointDraft {
  const noted = point.note?.elements ?? [];
  const kept = point.note?.paraphrases ?? [];
  const fresh = (proposal.paraphrases ?? []).filter((text) => !kept.includes(text));
  const elements = noted.length > 0 ? noted : (proposal.elements ?? []);
  return {
    point,
    proposal,
    byParts: noted.length > 0,
    elements: elements.map((text) => ({ text })),
    paraphrases: [
      ...kept.map((text) => ({ text, chosen: true })),
      ...fresh.map((text) => ({ text, chosen: false })),
    ],
    vital: isVital(point),
  };
}

/** A draft for each key point that something is proposed for, in the sheet's order. */
export function draftsOf(points: SheetPoint[], proposals: Proposal[] | null): PointDraft[] {
  return points.flatMap((point) => {
    const proposal = (proposals ?? []).find((p) => p.key_point === point.id);
    return proposal ? [draftOf(point, proposal)] : [];
  });
}

/** The draft with all that is proposed. */
export function all(draft: PointDraft): PointDraft {
  const proposed = (draft.proposal.elements ?? []).map((text) => ({ text }));
  return {
    ...draft,
    byParts: proposed.length > 0 || draft.byParts,
    elements: proposed.length > 0 ? proposed : draft.elements,
    paraphrases: draft.paraphrases.map(({ text }) => ({ text, chosen: true })),
    vital: draft.proposal.vital,
  };
}

/** The note that a draft comes to. */
export function noteOf(draft: PointDraft): Required<Note> {
  const elements = draft.elements.map(({ text }) => text.trim()).filter((text) => text !== '');
  return {
    elements: draft.byParts ? elements : [],
    paraphrases: draft.paraphrases.filter((p) => p.chosen).map((p) => p.text),
    vital: draft.vital === draft.point.vital ? null : draft.vital,
  };
}

export function isChanged(draft: PointDraft): boolean {
  return JSON.stringify(noteOf(draft)) !== JSON.stringify(full(draft.point.note));
}

/** What counts for the point: the person's own mark, or else the sheet's. */
export function isVital(point: SheetPoint): boolean {
  return point.note?.vital ?? point.vital;
}

function full(note: Note | null | undefined): Required<Note> {
  return { elements: note?.elements ?? [], paraphrases: note?.paraphrases ?? [], vital: note?.vital ?? null };
}

/** The note without something that the person takes back. */
export function without(note: Note, what: 'elements' | 'vital' | { paraphrase: string }): Required<Note> {
  const rest = full(note);
  if (what === 'elements') return { ...rest, elements: [] };
  if (what === 'vital') return { ...rest, vital: null };
  return { ...rest, paraphrases: rest.paraphrases!.filter((text) => text !== what.paraphrase) };
}
