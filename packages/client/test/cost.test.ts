import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedSlope, productSlope } from "../../../bench/types/pin.ts";

/** What each procedure that a program calls may cost it; through the server's source it is some 1,500. */
const mostInstantiations = 12;

test.each([
  ["the product", productSlope],
  ["a generated router of a hundred", generatedSlope],
])("a call costs the compiler next to nothing: %s", { timeout: 60_000 }, async (_name, slopeOf) => {
  const folder = mkdtempSync(join(tmpdir(), "tenon-types-"));
  try {
    const slope = await slopeOf(folder);
    expect(slope).toBeGreaterThan(0);
    expect(slope).toBeLessThanOrEqual(mostInstantiations);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
