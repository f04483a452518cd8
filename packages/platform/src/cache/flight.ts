import { everything } from "./lifetimes.ts";

/** A load under way, and what became out of date since it began: its value may be from before. */
export class Flight {
  readonly #stale = new Set<string>();

  forget(tag: string): void {
    this.#stale.add(tag);
  }

  isStale(tags: readonly string[]): boolean {
    return this.#stale.has(everything) || tags.some((tag) => this.#stale.has(tag));
  }
}
