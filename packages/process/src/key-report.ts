import type { KeyRing } from "@tenon/auth";
import type { KeyUsage } from "@tenon/core/keys/usage";

type Rings = Record<KeyUsage["purpose"], KeyRing>;

/** What needs which secret, a line each, and which earlier secrets nothing needs any more. */
export function keyReport(usage: KeyUsage[], rings: Rings): string[] {
  if (usage.length === 0) return ["Nothing stored needs any secret yet."];
  const lines = usage.map(({ what, purpose, keyId, rows }) => `${what}  ${rows} × ${nameOf(rings[purpose], keyId)}`);
  const count = rings.vault.length;
  const free = Array.from({ length: count - 1 }, (_, index) => index + 1).filter(
    (at) => !usage.some(({ purpose, keyId }) => keyId !== null && rings[purpose][at]?.id === keyId),
  );
  const verdicts = free.map((at) => `Nothing stored needs ${secretNames(at)} any more.`);
  const unnamed = usage.some(({ purpose, keyId }) => purpose === "vault" && keyId === null);
  return [...lines, ...(unnamed && count > 1 ? ["Seal anew what names no key first: pnpm keys --reseal"] : verdicts)];
}

function nameOf(ring: KeyRing, keyId: string | null): string {
  if (keyId === null) return "no key is named";
  const at = ring.findIndex(({ id }) => id === keyId);
  return at === -1 ? `a secret that is not configured (key ${keyId})` : `${secretNames(at)} (key ${keyId})`;
}

const secretNames = (at: number): string => (at === 0 ? "APP_SECRET" : `APP_SECRET_PREVIOUS, number ${at}`);
