import type { IncomingMessage } from "node:http";
import { isIP, isIPv4 } from "node:net";
import type { Ctx } from "@tenon/core/ctx";
import type { TrustedProxies } from "@tenon/process/trusted-proxies";

/**
 * The caller's address. X-Forwarded-For counts only as far as our own proxies wrote it: the entry that stands so many from the
 * right, or the first from there that is none of their addresses (ASVS 5.0 4.1.3).
 */
export function clientAddress(req: IncomingMessage, trusted: TrustedProxies): string | undefined {
  const socket = addressIn(req.socket.remoteAddress ?? "");
  if (trusted === 0) return socket;
  const forwarded = String(req.headers["x-forwarded-for"] ?? "").split(",");
  if (typeof trusted === "number") return addressIn(forwarded.at(-trusted) ?? "") ?? socket;

  const isOurs = (address: string) => trusted.check(address, isIPv4(address) ? "ipv4" : "ipv6");
  let caller = socket;
  for (const entry of forwarded.toReversed()) {
    const address = addressIn(entry);
    // What no proxy of ours wrote, or what is no address, says nothing, and neither does what stands before it.
    if (caller === undefined || !isOurs(caller) || address === undefined) break;
    caller = address;
  }
  return caller;
}

/** Who is on the other side of a request, as lists of sessions show it. */
export const clientOf = (req: IncomingMessage, trusted: TrustedProxies): Ctx["client"] => ({
  ip: clientAddress(req, trusted),
  userAgent: req.headers["user-agent"]?.slice(0, 500),
});

/** An address without the port that some proxies add, and an IPv4 one that is written as IPv6 as what it is. */
function addressIn(entry: string): string | undefined {
  const text = entry.trim();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const mapped = /^::ffff:(.+)$/i.exec(bare)?.[1];
  if (mapped === undefined) return isIP(bare) === 0 ? undefined : bare;
  if (isIP(mapped) === 4) return mapped;
  const [high, low] = mapped.split(":").map((group) => Number.parseInt(group, 16));
  if (isIP(bare) !== 6 || high === undefined || low === undefined) return undefined;
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
