import { isIPv6 } from "node:net";

/** An IPv4 address, or the /64 that an IPv6 address is in: one customer has all of its addresses. */
export function networkOf(ip = "unknown"): string {
  if (!isIPv6(ip)) return ip;
  const [head = [], tail] = ip.replace(/%.*/, "").split("::").map(groupsOf);
  const zeros = tail === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array.from({ length: zeros }, () => "0"), ...(tail ?? [])];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** Groups without leading zeros. An IPv4 address at the end, which no /64 reaches, stands for two. */
const groupsOf = (text: string): string[] =>
  text
    .split(":")
    .filter(Boolean)
    .flatMap((group) => (group.includes(".") ? ["0", "0"] : [Number.parseInt(group, 16).toString(16)]));
