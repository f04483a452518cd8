import { createHmac, timingSafeEqual } from "node:crypto";

/** One way to a provider and back. */
export type Flow = {
  /** A one-time token that only the browser holds: whoever comes back without it did not begin here. */
  token: string;
  provider: string;
  redirectUri: string;
};

/** The values by which an answer is known to belong to its flow. */
export type FlowChecks = { state: string; nonce: string; verifier: string };

/**
 * All are made of the token, of which the database has a hash only: nothing that is stored helps to finish somebody's flow, and
 * what is shown in addresses does not tell the rest. With the provider in them, a flow of one is none of another.
 */
export function checksOf({ token, provider }: Pick<Flow, "token" | "provider">): FlowChecks {
  const made = (purpose: string) => createHmac("sha256", token).update(`${purpose}:${provider}`).digest("base64url");
  return { state: made("state"), nonce: made("nonce"), verifier: made("pkce") };
}

/** Whether an answer with this state belongs to the flow. */
export function isStateOf(flow: Pick<Flow, "token" | "provider">, state: string): boolean {
  const [given, own] = [Buffer.from(state), Buffer.from(checksOf(flow).state)];
  return given.length === own.length && timingSafeEqual(given, own);
}
