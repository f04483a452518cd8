import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { Ctx } from "@tenon/core/ctx";

/**
 * The caller's address. X-Forwarded-For counts only as far as our own proxies wrote it: the entry that stands
 * `trustedProxies` from the right.
 */
export function clientAddress(req: IncomingMessage, trustedProxies: number): string | undefined {
  const { remoteAddress = "" } = req.socket;
  const socket = addressIn(remoteAddress);
  if (trustedProxies === 0) return socket;
  const forwarded = String(req.headers["x-forwarded-for"] ?? "").split(",");
  return addressIn(forwarded.at(-trustedProxies)?.trim() ?? "") ?? socket;
}

/** Who is on the other side of a request, as lists of sessions show it. */
export const clientOf = (req: IncomingMessage, trustedProxies: number): Ctx["client"] => ({
  ip: clientAddress(req, trustedProxies),
  userAgent: req.headers["user-agent"]?.slice(0, 500),
});

/** An address without the port that some proxies add, and an IPv4 one that is written as IPv6 as what it is. */
function addressIn(text: string): string | undefined {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const mapped = /^::ffff:(.+)$/i.exec(bare)?.[1];
  if (mapped === undefined) return isIP(bare) === 0 ? undefined : bare;
  if (isIP(mapped) === 4) return mapped;
  const [high, low] = mapped.split(":").map((group) => Number.parseInt(group, 16));
  if (isIP(bare) !== 6 || high === undefined || low === undefined) return undefined;
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
