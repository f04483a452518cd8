/** Why a call was not even tried. */
export class BreakerOpen extends Error {
  override readonly name = "BreakerOpen";
}

export type BreakerOptions = {
  /** Asks whether it works again; nobody waits for the answer. */
  probe: () => Promise<unknown>;
  /** So many failures in a row open it. @default 3 */
  maxFailures?: number;
  /** @default 1000 */
  probeEveryMs?: number;
  onChange?: (isOpen: boolean) => void;
};

/** Keeps callers from waiting for something that has failed several times in a row, until a probe succeeds. */
export class Breaker {
  readonly #options: BreakerOptions;
  #failures = 0;
  #isOpen = false;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Throws BreakerOpen, or what the call throws. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.#isOpen) throw new BreakerOpen("Not tried: it has failed several times in a row.");
    try {
      const value = await call();
      this.#failures = 0;
      return value;
    } catch (error) {
      this.#failures += 1;
      if (this.#failures >= (this.#options.maxFailures ?? 3)) this.#open();
      throw error;
    }
  }

  /** Ends probing. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #open(): void {
    if (this.#isOpen || this.#isClosed) return;
    this.#isOpen = true;
    this.#options.onChange?.(true);
    this.#probeLater();
  }

  #probeLater(): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.#probe(), this.#options.probeEveryMs ?? 1000).unref();
  }

  async #probe(): Promise<void> {
    try {
      await this.#options.probe();
    } catch {
      return this.#probeLater();
    }
    this.#failures = 0;
    this.#isOpen = false;
    this.#options.onChange?.(false);
  }
}
