import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { clientAddress } from "../src/http/client-address.ts";

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  }) as unknown as IncomingMessage;

test.each([
  ["192.0.2.1", undefined, 0, "192.0.2.1"],
  ["::ffff:192.0.2.1", undefined, 0, "192.0.2.1"],
  ["192.0.2.1", "198.51.100.7", 0, "192.0.2.1"],
  ["192.0.2.1", "198.51.100.7", 1, "198.51.100.7"],
  ["192.0.2.1", "203.0.113.9, 198.51.100.7", 1, "198.51.100.7"],
  ["192.0.2.1", "203.0.113.9, 198.51.100.7", 2, "203.0.113.9"],
  ["192.0.2.1", "::ffff:198.51.100.7", 1, "198.51.100.7"],
  ["192.0.2.1", "::FFFF:c633:6407", 1, "198.51.100.7"],
  ["192.0.2.1", "198.51.100.7:5678", 1, "198.51.100.7"],
  ["192.0.2.1", "[2001:db8::1]:443", 1, "2001:db8::1"],
  ["192.0.2.1", "2001:db8::1", 1, "2001:db8::1"],
  ["192.0.2.1", "unknown", 1, "192.0.2.1"],
  ["192.0.2.1", "::ffff:nonsense", 1, "192.0.2.1"],
  ["192.0.2.1", undefined, 1, "192.0.2.1"],
  ["", undefined, 0, undefined],
])("a call from %s for %s behind %i proxies is from %s", (...[remote, forwarded, proxies, address]) => {
  expect(clientAddress(from(remote, forwarded), proxies)).toBe(address);
});
