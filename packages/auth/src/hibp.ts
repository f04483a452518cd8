import { hash } from "node:crypto";
import type { BreachList } from "./breach-list.ts";

export type HibpOptions = {
  /** @default Have I Been Pwned's own */
  url?: string;
  /** @default 1000 */
  timeoutMs?: number;
  /** Told why a password was let through unlooked at; never anything of the password. */
  onFailure?: (error: unknown) => void;
};

/**
 * Asks Have I Been Pwned by the first five of forty digits of the SHA-1, so that it learns neither the password nor its hash
 * (k-anonymity). The answer is padded, so that its length tells nothing. No answer in time lets the password through.
 */
export function createHibp({ url = "https://api.pwnedpasswords.com", ...options }: HibpOptions = {}): BreachList {
  const { timeoutMs = 1000, onFailure = () => {} } = options;
  return {
    async has(password) {
      const digits = hash("sha1", password, "hex").toUpperCase();
      try {
        const answer = await fetch(`${url}/range/${digits.slice(0, 5)}`, {
          headers: { "add-padding": "true", "user-agent": "Tenon" },
          redirect: "error",
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (!answer.ok) throw new Error(`Have I Been Pwned answered ${answer.status}`);
        // Padding has a count of 0.
        return new RegExp(`^${digits.slice(5)}:0*[1-9]`, "m").test(await answer.text());
      } catch (error) {
        onFailure(error);
        return false;
      }
    },
    close: () => Promise.resolve(),
  };
}
