import { randomBytes } from "node:crypto";
import { Webhook as Signer } from "standardwebhooks";
import type { Ctx } from "../ctx.ts";
import { VaultError } from "../vault.ts";

const purpose = "webhooks";

/** A secret of 32 random bytes, as Standard Webhooks writes it. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

export const sealSecret = ({ vault }: Pick<Ctx, "vault">, secret: string) => vault.seal(purpose, secret);

export type SealedSecrets = {
  secret: Uint8Array;
  previousSecret: Uint8Array | null;
  previousExpiresAt: Date | null;
};

/** The secrets that sign now, the newest first; one that another APP_SECRET sealed cannot, and without the newest there are none. */
export function liveSecrets({ vault, now }: Pick<Ctx, "vault" | "now">, sealed: SealedSecrets): string[] {
  const { secret, previousSecret, previousExpiresAt } = sealed;
  const newest = opened(vault, secret);
  if (newest === undefined) return [];
  const isLive = previousSecret !== null && previousExpiresAt !== null && previousExpiresAt > now();
  const previous = isLive ? opened(vault, previousSecret) : undefined;
  return previous === undefined ? [newest] : [newest, previous];
}

function opened(vault: Ctx["vault"], sealed: Uint8Array): string | undefined {
  try {
    return vault.open(purpose, sealed);
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

export type Unsigned = { id: string; body: string; at: Date };

/** The headers of a message (Standard Webhooks 1.0): one signature for each secret, over the id, the instant and the bytes. */
export function signedHeaders({ id, body, at }: Unsigned, secrets: string[]): Record<string, string> {
  return {
    "content-type": "application/json",
    "user-agent": "Tenon-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(" "),
  };
}
