// What the candidate has typed and not yet sent, kept through a reload: one draft
// for each turn of an interview. Start from `Drafts`.

/** How many drafts are kept over all interviews; the oldest go first. */
const limit = 30;

const prefix = 'mondo.draft.';

interface Draft {
  text: string;
  at: number;
}

export class Drafts {
  readonly #interview: string;
  readonly #storage: Storage | null;
  readonly #now: () => number;

  constructor(interview: string, storage: Storage | null, now: () => number) {
    this.#interview = interview;
    this.#storage = storage;
    this.#now = now;
  }

  read(turn: string): string {
    return this.#load(this.#key(turn))?.text ?? '';
  }

  /** Keeps the text of a turn; an empty one is forgotten. */
  write(turn: string, text: string): void {
    const key = this.#key(turn);
    try {
      if (text === '') {
        this.#storage?.removeItem(key);
        return;
      }
      const isNew = this.#storage?.getItem(key) == null;
      this.#storage?.setItem(key, JSON.stringify({ text, at: this.#now() } satisfies Draft));
      if (isNew) this.#prune();
    } catch {
      // Storage is full or forbidden: the draft lives as long as the page.
    }
  }

  #key(turn: string): string {
    return `${prefix}${this.#interview}.${turn}`;
  }

  #load(key: string): Draft | null {
    try {
      const draft = JSON.parse(this.#storage?.getItem(key) ?? 'null') as Draft | null;
      return typeof draft?.text === 'string' ? draft : null;
    } catch {
      return null;
    }
  }

  #prune(): void {
    const storage = this.#storage;
    if (!storage) return;
    const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
    keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ key, at: this.#load(key)?.at ?? 0 }))
      .sort((a, b) => b.at - a.at)
      .slice(limit)
      .forEach(({ key }) => storage.removeItem(key));
  }
}
