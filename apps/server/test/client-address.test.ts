import type { IncomingMessage } from "node:http";
import { readConfig } from "@tenon/process/config";
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

const trusting = (list: string) =>
  readConfig({ DATABASE_URL: "postgres://localhost/x", TRUST_PROXY: list }).http.trustedProxies;

test.each([
  ["a proxy of ours", "10.0.0.1", "198.51.100.7", "198.51.100.7"],
  ["one written as IPv6", "::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7"],
  ["two of ours, one behind the other", "10.0.0.1", "198.51.100.7, 2001:db8:1::5", "198.51.100.7"],
  ["ours, before which the caller wrote something", "10.0.0.1", "127.0.0.1, 198.51.100.7", "198.51.100.7"],
  ["ours, to which the caller pretends to be one", "10.0.0.1", "192.0.2.1, 10.0.0.9, 198.51.100.7", "198.51.100.7"],
  ["a stranger who pretends to forward", "203.0.113.5", "198.51.100.7", "203.0.113.5"],
  ["a stranger next to ours", "11.0.0.1", "198.51.100.7", "11.0.0.1"],
  ["ours, with an IPv6 caller and a port", "10.0.0.1", "[2001:db8:2::9]:443", "2001:db8:2::9"],
  ["ours, which says nothing", "10.0.0.1", undefined, "10.0.0.1"],
  ["ours, with what is no address", "10.0.0.1", "198.51.100.7, unknown", "10.0.0.1"],
  ["ours alone: a probe", "10.0.0.1", "10.0.0.2", "10.0.0.2"],
  ["a single address that is trusted", "192.0.2.200", "198.51.100.7", "198.51.100.7"],
])(
  "where proxies are known by their addresses, a call by %s is judged by them",
  (...[, remote, forwarded, address]) => {
    const proxies = trusting("10.0.0.0/8, 2001:db8:1::/48,192.0.2.200");

    expect(clientAddress(from(remote, forwarded), proxies)).toBe(address);
  },
);

test.each([
  "11",
  "-1",
  "10.0.0.0/33",
  "10.0.0.0/",
  "10.0.0/8",
  "::1/129",
  "proxy.internal",
  "10.0.0.0/8/8",
  "10.0.0.1,",
  "1.5",
])("TRUST_PROXY=%s is refused", (list) => {
  expect(() => trusting(list)).toThrow(/TRUST_PROXY: must be a number up to 10, or addresses/);
});
