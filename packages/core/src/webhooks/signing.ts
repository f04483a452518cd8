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

/** The secrets that sign now, the newest first. Throws when the newest was sealed with another APP_SECRET; such an older one is left out. */
export function liveSecrets({ vault, now }: Pick<Ctx, "vault" | "now">, sealed: SealedSecrets): string[] {
  const { secret, previousSecret, previousExpiresAt } = sealed;
  const isLive = previousSecret !== null && previousExpiresAt !== null && previousExpiresAt > now();
  return [vault.open(purpose, secret), ...(isLive ? openable(vault, previousSecret) : [])];
}

function openable(vault: Ctx["vault"], sealed: Uint8Array): string[] {
  try {
    return [vault.open(purpose, sealed)];
  } catch (error) {
    if (error instanceof VaultError) return [];
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
