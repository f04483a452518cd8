import { type LookupAddress, promises as dns } from "node:dns";
import { isIP } from "node:net";
import { SendError } from "@tenon/core/webhooks/sender";
import { isPublicAddress } from "./public-address.ts";

export type TargetRules = {
  /** Whether private addresses may be called, this machine's among them: development and tests. */
  allowPrivate: boolean;
  /** Whether plain http is refused. */
  requireHttps: boolean;
};

/** Every address of a name, as `dns.promises.lookup` with `all` gives them. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export const resolveByDns: Resolve = (hostname) => dns.lookup(hostname, { all: true, order: "verbatim" });

/** An address that may be called, and where it leads right now. */
export type Target = { url: URL; addresses: LookupAddress[] };

/** Reads and resolves an address. Throws SendError for what may not be called, and for whatever is in doubt. */
export async function targetOf(text: string, rules: TargetRules, resolve: Resolve): Promise<Target> {
  const url = readUrl(text, rules);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const addresses = family === 0 ? await resolved(host, resolve) : [{ address: host, family }];
  const known = addresses.filter(({ address }) => isIP(address) !== 0);
  if (known.length === 0 || known.length < addresses.length) throw new SendError("its host has no address");
  // One private address among public ones is what an attack on the next look-up would begin with.
  const isForbidden = !rules.allowPrivate && known.some(({ address }) => !isPublicAddress(address));
  if (isForbidden) throw new SendError("its host leads to an address that is not public");
  return { url, addresses: known };
}

function readUrl(text: string, { allowPrivate, requireHttps }: TargetRules): URL {
  const url = URL.parse(text);
  if (!url) throw new SendError("it is not an address");
  if (url.protocol !== "https:" && (url.protocol !== "http:" || requireHttps))
    throw new SendError(requireHttps ? "it must begin with https://" : "it must begin with https:// or http://");
  if (url.username !== "" || url.password !== "") throw new SendError("it must not hold a user name or a password");
  if (!allowPrivate && !isWebPort(url)) throw new SendError("its port must be 80, 443 or above 1023");
  return url;
}

/** Ports below 1024 belong to protocols that a POST could be mistaken for, such as SMTP's. */
function isWebPort({ port }: URL): boolean {
  return port === "" || port === "80" || port === "443" || Number(port) > 1023;
}

async function resolved(host: string, resolve: Resolve): Promise<LookupAddress[]> {
  try {
    return await resolve(host);
  } catch (cause) {
    throw new SendError("its host cannot be resolved", { cause });
  }
}
