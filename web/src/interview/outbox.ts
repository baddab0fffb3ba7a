// Commands on their way to the server. Each is kept, also through a reload, and
// sent again under the same id until the server says that it was accepted or
// refused: a repeat of an id is answered with the same result. Start from `Outbox`.

import type { Command } from '../types';

/** Where unsettled commands are kept through a reload: sessionStorage, or nothing. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Outbox {
  readonly #key: string;
  readonly #keep: Keep | null;
  #waiting: Command[];

  constructor(interview: string, keep: Keep | null) {
    this.#key = `mondo.outbox.${interview}`;
    this.#keep = keep;
    this.#waiting = this.#read();
  }

  /** The commands that are not settled, oldest first. */
  get waiting(): readonly Command[] {
    return this.#waiting;
  }

  add(command: Command): void {
    this.#waiting = [...this.#waiting, command];
    this.#write();
  }

  /** Takes out a command that was accepted or refused; undefined when it is not ours. */
  settle(id: string): Command | undefined {
    const command = this.#waiting.find((c) => c.id === id);
    if (!command) return undefined;
    this.#waiting = this.#waiting.filter((c) => c !== command);
    this.#write();
    return command;
  }

  #read(): Command[] {
    try {
      const commands: unknown = JSON.parse(this.#keep?.getItem(this.#key) ?? '[]');
      return Array.isArray(commands) ? commands.filter(isCommand) : [];
    } catch {
      return [];
    }
  }

  #write(): void {
    try {
      if (this.#waiting.length === 0) this.#keep?.removeItem(this.#key);
      else this.#keep?.setItem(this.#key, JSON.stringify(this.#waiting));
    } catch {
      // Storage is full or forbidden: the command lives as long as the page.
    }
  }
}

function isCommand(value: unknown): value is Command {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Command).type === 'string' &&
    typeof (value as Command).id === 'string'
  );
}

/** A command id: 21 characters of `[A-Za-z0-9_-]`, from the given random bytes. */
export function commandId(random: (bytes: Uint8Array) => Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
  return Array.from(random(new Uint8Array(21)), (byte) => alphabet[byte & 63]).join('');
}
