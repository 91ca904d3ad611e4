/** Work that runs side by side, and whose results are used one after the other in the order in which it was given. */

export class OrderedLane {
  readonly #limit: number;
  #inFlight = 0;
  #tail: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | null = null;
  #wake: (() => void) | null = null;

  /** @param limit bytes of work that may be under way; one piece of work may be more */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Returns when there is room for more.
   *
   * @param cost bytes that this work holds
   * @param work already under way
   * @param use gets the result when all before it are used
   * @throws what earlier work failed with
   */
  async push<T>(cost: number, work: Promise<T>, use: (result: T) => Promise<void> | void): Promise<void> {
    this.#inFlight += cost;
    const before = this.#tail;
    // Handled here as well, for work that fails before its turn comes.
    const settled = work.then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    this.#tail = this.#turn(before, settled, use).finally(() => {
      this.#inFlight -= cost;
      this.#wake?.();
    });
    while (this.#inFlight > this.#limit && this.#failure === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#throwFailure();
  }

  /** Waits for all work. @throws what work failed with */
  async drain(): Promise<void> {
    await this.#tail;
    this.#throwFailure();
  }

  /** Lets go of all work that was not used yet, and waits until nothing is under way. */
  async abandon(error: unknown): Promise<void> {
    this.#failure ??= { error };
    await this.#tail;
  }

  async #turn<T>(
    before: Promise<void>,
    settled: Promise<{ result: T } | { error: unknown }>,
    use: (result: T) => Promise<void> | void,
  ): Promise<void> {
    await before;
    const outcome = await settled;
    if (this.#failure !== null) return;
    try {
      if ('error' in outcome) throw outcome.error;
      await use(outcome.result);
    } catch (error) {
      this.#failure = { error };
    }
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }
}
