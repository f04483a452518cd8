import ipaddr from "ipaddr.js";

/** All of IPv6 that is given out for the internet (RFC 4291, 2.4; IANA). What is beyond may be translated to anything. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/** Public by its number, yet answered by the host's own machine: Azure's WireServer, which hands out credentials. */
const metadata = new Set(["168.63.129.16"]);

/** Whether an address is one of the internet's. What cannot be read is not. */
export function isPublicAddress(address: string): boolean {
  // A zone belongs to addresses of this machine's links.
  if (address.includes("%") || metadata.has(address)) return false;
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address).range() === "unicast";
  if (!ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.IPv6.parse(address);
  return parsed.match(globalUnicast) && parsed.range() === "unicast";
}
