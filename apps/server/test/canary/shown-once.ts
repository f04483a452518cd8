import type { Doc, Ledger } from "./ledger.ts";

/**
 * The only places where secrets are shown: by procedure, the names of the fields, to whoever has called it and in that answer
 * alone. `set-cookie` is the header.
 */
export const shownOnce: Record<string, readonly string[]> = {
  "auth.register": ["token", "accessToken", "refreshToken", "set-cookie"],
  "auth.login": ["token", "accessToken", "refreshToken", "set-cookie", "challenge"],
  "auth.loginMfa": ["token", "accessToken", "refreshToken", "set-cookie"],
  "auth.passkeyOptions": ["challenge"],
  "auth.passkeyLogin": ["token", "accessToken", "refreshToken", "set-cookie"],
  "auth.reauthenticate": ["token", "set-cookie"],
  "auth.token": ["accessToken"],
  "auth.refresh": ["accessToken", "refreshToken"],
  "auth.deviceStart": ["deviceCode", "userCode"],
  "auth.devicePoll": ["token", "accessToken", "refreshToken"],
  "auth.oauthStart": ["url", "set-cookie"],
  "auth.oauthCallback": ["token", "accessToken", "refreshToken", "set-cookie"],
  "me.changePassword": ["token", "set-cookie"],
  "me.mfa.start": ["secret", "uri"],
  "me.mfa.confirm": ["token", "recoveryCodes", "set-cookie"],
  "me.mfa.recoveryCodes": ["recoveryCodes"],
  "me.passkeys.options": ["challenge"],
  "me.passkeys.add": ["token", "recoveryCodes", "set-cookie"],
  "me.apiKeys.create": ["secret"],
  "me.apiKeys.rotate": ["secret"],
  "me.identities.link": ["url", "set-cookie"],
  "users.create": ["passwordUrl"],
  "users.impersonate": ["token", "set-cookie"],
  "webhooks.create": ["secret"],
  "webhooks.rotateSecret": ["secret"],
  "webhooks.listen": ["secret"],
  "files.createUpload": ["url"],
  "files.links": ["url", "thumbnailUrl"],
};

type Answer = { doc: Doc; body: unknown; cookies: string[] };

/** Writes down what an answer shows as the allow-list says. */
export function noteShown(ledger: Ledger, path: string, { doc, body, cookies }: Answer): void {
  for (const name of shownOnce[path] ?? []) {
    const values = name === "set-cookie" ? cookies.flatMap(cookieValue) : valuesOf(body, name);
    for (const value of values) ledger.show(`${path}: ${name}`, value, doc);
  }
}

const cookieValue = (cookie: string): string[] => /^[^=]+=([^;]{8,})/.exec(cookie)?.slice(1) ?? [];

/** Every text under this name, however deep. */
function valuesOf(value: unknown, name: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === name ? [part].flat().filter((one) => typeof one === "string") : valuesOf(part, name),
  );
}
