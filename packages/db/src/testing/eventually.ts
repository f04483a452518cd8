import { vi } from "vitest";

/** Tries until it succeeds. What is quick alone may take seconds beside other tests, whose transactions hold events back. */
export const eventually: typeof vi.waitFor = (attempt, options = 15_000) => vi.waitFor(attempt, options);
