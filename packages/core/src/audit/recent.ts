type Bounds = { windowMs: number; perKey: number; total: number };

/** Counts what happens in a window, for each key and in all. It forgets everything with the window, so it stays small. */
export class Recent {
  readonly #bounds: Bounds;
  readonly #now: () => number;
  #counts = new Map<string, number>();
  #total = 0;
  #endsAt = 0;

  constructor(bounds: Bounds, now = () => performance.now()) {
    this.#bounds = bounds;
    this.#now = now;
  }

  /** Whether there is room for one more. */
  take(key: string): boolean {
    const now = this.#now();
    const { windowMs, perKey, total } = this.#bounds;
    if (now >= this.#endsAt) {
      this.#counts = new Map();
      this.#total = 0;
      this.#endsAt = now + windowMs;
    }
    const count = this.#counts.get(key) ?? 0;
    if (count >= perKey || this.#total >= total) return false;
    this.#counts.set(key, count + 1);
    this.#total += 1;
    return true;
  }
}
