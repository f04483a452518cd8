import { BlockList, isIP, isIPv4 } from "node:net";

/** Whose X-Forwarded-For counts: so many proxies in front, or those of these addresses. */
export type TrustedProxies = number | BlockList;

/** A number up to 10, or addresses and networks (CIDR), separated by commas; undefined when it is neither. */
export function readProxies(text: string): TrustedProxies | undefined {
  if (/^(?:\d|10)$/.test(text)) return Number(text);
  const proxies = new BlockList();
  for (const entry of text.split(",").map((part) => part.trim())) {
    const [address = "", bits, ...rest] = entry.split("/");
    const [family, most] = isIPv4(address) ? (["ipv4", 32] as const) : (["ipv6", 128] as const);
    const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (isIP(address) === 0 || rest.length > 0 || !(prefix <= most)) return undefined;
    proxies.addSubnet(address, prefix, family);
  }
  return proxies;
}
