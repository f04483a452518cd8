import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * The caller's address. X-Forwarded-For counts only as far as our own proxies wrote it: the entry that stands
 * `trustedProxies` from the right.
 */
export function clientAddress(req: IncomingMessage, trustedProxies: number): string | undefined {
  const { remoteAddress } = req.socket;
  const socket = remoteAddress?.startsWith("::ffff:") ? remoteAddress.slice("::ffff:".length) : remoteAddress;
  if (trustedProxies === 0) return socket;
  const forwarded = String(req.headers["x-forwarded-for"] ?? "").split(",");
  const address = forwarded.at(-trustedProxies)?.trim() ?? "";
  return isIP(address) === 0 ? socket : address;
}
