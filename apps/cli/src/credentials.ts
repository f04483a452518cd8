import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { Failure } from "./failure.ts";
import { readPrivate, writePrivate } from "./private-file.ts";

export type Credential = {
  /** The server that the token is for; it is sent to no other. */
  url: string;
  token: string;
  user: { username: string; email: string };
  /** When the session ends if it is not used before (ISO 8601). */
  expiresAt: string;
};

type Env = Record<string, string | undefined>;

/** `$XDG_CONFIG_HOME/tenon/credentials.json`. A relative XDG_CONFIG_HOME is ignored (XDG Base Directory Specification). */
export function credentialsPath(env: Env): string {
  const given = env["XDG_CONFIG_HOME"] ?? "";
  const home = isAbsolute(given) ? given : join(env["HOME"] ?? homedir(), ".config");
  return join(home, "tenon", "credentials.json");
}

/** What is stored, the latest sign-in first. @throws Failure when the file is open to others, or broken */
export function readCredentials(env: Env): Credential[] {
  const path = credentialsPath(env);
  const text = readPrivate(path);
  if (text === undefined) return [];
  const { servers } = parse(text) ?? {};
  if (Array.isArray(servers) && servers.every(isCredential)) return servers;
  throw new Failure("signedOut", `${path} is damaged.`, { details: ["Remove it and sign in again."] });
}

/** Stores a sign-in, in the place of an earlier one at the same server, and makes that server the default. */
export const saveCredential = (env: Env, credential: Credential): void =>
  write(env, [credential, ...readCredentials(env).filter(({ url }) => url !== credential.url)]);

/** Forgets the sign-in at a server. */
export const removeCredential = (env: Env, url: string): void =>
  write(
    env,
    readCredentials(env).filter((credential) => credential.url !== url),
  );

/** Whether it can stand in an Authorization header (RFC 6750 2.1). */
export const isToken = (text: string): boolean => /^[\w.~+/-]+=*$/.test(text);

const write = (env: Env, servers: Credential[]): void =>
  writePrivate(credentialsPath(env), `${JSON.stringify({ servers }, null, 2)}\n`);

function parse(text: string): { servers?: unknown } | null {
  try {
    return JSON.parse(text) as { servers?: unknown } | null;
  } catch {
    return null;
  }
}

function isCredential(value: unknown): value is Credential {
  const { url, token, user, expiresAt } = (value ?? {}) as Partial<Credential>;
  const texts = [url, token, user?.username, user?.email, expiresAt];
  return texts.every((text) => typeof text === "string") && isToken(token ?? "");
}
