import { type Credential, isToken, readCredentials } from "./credentials.ts";
import { Failure } from "./failure.ts";

/** The server that a command talks to, and as whom. */
export type Target = {
  url: string;
  token?: string;
  tokenFrom?: "environment" | "file";
  /** What is stored for this server, whether or not TENON_TOKEN overrides it. */
  credential?: Credential;
};

export const defaultUrl = "http://localhost:3000";

/** `--url`, else TENON_URL, else the server signed in to last, else the default. TENON_TOKEN beats what is stored. */
export function resolveTarget(givenUrl: string | undefined, env: Record<string, string | undefined>): Target {
  const explicit = givenUrl ?? (env["TENON_URL"] || undefined);
  const envToken = env["TENON_TOKEN"]?.trim() || undefined;
  // fetch would repeat it in its complaint.
  if (envToken !== undefined && !isToken(envToken)) throw new Failure("usage", "TENON_TOKEN is not a bearer token.");
  // Whoever gives both has no need of a file, which may be unreadable where this runs.
  const stored = explicit !== undefined && envToken !== undefined ? [] : readCredentials(env);

  const url = explicit === undefined ? (stored[0]?.url ?? defaultUrl) : serverUrl(explicit);
  const credential = stored.find((candidate) => candidate.url === url);
  return {
    url,
    ...(credential && { credential, token: credential.token, tokenFrom: "file" }),
    ...(envToken !== undefined && { token: envToken, tokenFrom: "environment" }),
  };
}

/** One spelling for each server: without a slash at the end. */
export function serverUrl(given: string): string {
  const refuse = (why: string) => new Failure("usage", `"${given}" is not a server's address: ${why}.`);
  if (!URL.canParse(given)) throw refuse(`it should be like ${defaultUrl}`);
  const url = new URL(given);
  if (!/^https?:$/.test(url.protocol)) throw refuse("it must begin with http:// or https://");
  if (url.username || url.password) throw new Failure("usage", "A server's address must not hold a name or password.");
  if (url.search || url.hash) throw refuse("it must not have a ? or #");
  return url.origin + url.pathname.replace(/\/+$/, "");
}

/** Whether what is sent to the server can be read on the way. This machine's own addresses are no way. */
export function isOpenToEavesdroppers(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !/^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
