// Something that a screen asks the server for: on its way, there, or failed.

/** `value` is undefined until it is there; `error` until it failed. */
export class Loaded<T> {
  value = $state.raw<T>();
  error = $state.raw<unknown>();
  readonly #ask: () => Promise<T>;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
    void this.again();
  }

  /** Asks again; what is there stays until the new answer comes. */
  async again(): Promise<void> {
    this.error = undefined;
    try {
      this.value = await this.#ask();
    } catch (error) {
      this.error = error;
    }
  }
}
