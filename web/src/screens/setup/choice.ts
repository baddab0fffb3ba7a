// What a person chose the last time before an interview, so that it need not be
// chosen again. Questions are remembered for each sheet, manners for all. Pure but
// for the storage that it is given.

import type { Lang, Mode, Order, Persona, Settings } from '../../types';

export interface Manner {
  order: Order;
  follow_ups: number;
  mode: Mode;
  persona: Persona;
  timed: boolean;
  /** Use a model where there is one. */
  model: boolean;
}

export const defaults: Manner = {
  order: 'sheet',
  follow_ups: 2,
  mode: 'mock',
  persona: 'neutral',
  timed: false,
  model: true,
};

export const maxFollowUps = 5;

const mannerKey = 'mondo.manner';
const sheetKey = (sheet: string) => `mondo.chosen.${sheet}`;

export interface Chosen {
  questions: string[];
  count: number;
  lang: Lang | '';
}

export function rememberedManner(storage: Storage | null): Manner {
  const kept = read(storage, mannerKey);
  const one = <T>(value: unknown, of: readonly T[], otherwise: T): T =>
    of.includes(value as T) ? (value as T) : otherwise;
  return {
    order: one(kept.order, ['sheet', 'shuffled', 'weakest'], defaults.order),
    follow_ups: one(kept.follow_ups, [0, 1, 2, 3, 4, 5], defaults.follow_ups),
    mode: one(kept.mode, ['mock', 'coach'], defaults.mode),
    persona: one(kept.persona, ['friendly', 'neutral', 'demanding'], defaults.persona),
    timed: kept.timed === true,
    model: kept.model !== false,
  };
}

/** The questions chosen last, of those that the sheet still has; all when there is none. */
export function rememberedQuestions(storage: Storage | null, sheet: string, all: string[]): Chosen {
  const kept = read(storage, sheetKey(sheet));
  const ids = Array.isArray(kept.questions) ? all.filter((id) => (kept.questions as unknown[]).includes(id)) : [];
  const count = typeof kept.count === 'number' && kept.count > 0 ? kept.count : 0;
  const lang = kept.lang === 'ja' || kept.lang === 'en' ? kept.lang : '';
  return { questions: ids.length > 0 ? ids : all, count, lang };
}

export function remember(storage: Storage | null, sheet: string, settings: Settings): void {
  const { questions, count, lang, ...manner } = settings;
  try {
    storage?.setItem(mannerKey, JSON.stringify(manner));
    storage?.setItem(sheetKey(sheet), JSON.stringify({ questions, count, lang }));
  } catch {
    // Storage is full or forbidden: next time starts from the defaults.
  }
}

function read(storage: Storage | null, key: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(storage?.getItem(key) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
