import { BlockList } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

/** IANA's special-purpose registries, kept apart from the library that the guard asks. */
const special = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  special.addSubnet(net, bits, "ipv4");

const runs = { numRuns: 500 };
const quad = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
const ipv4 = fc.nat(0xff_ff_ff_ff).map(quad);
const groups = (count: number) => fc.array(fc.nat(0xffff), { minLength: count, maxLength: count });
const hex = (parts: number[]) => parts.map((part) => part.toString(16)).join(":");

test("of all IPv4 addresses those are public that no registry has set apart", () => {
  fc.assert(
    fc.property(ipv4, (address) => {
      expect(isPublicAddress(address)).toBe(!special.check(address, "ipv4") && address !== "168.63.129.16");
    }),
    runs,
  );
});

test.each([
  ["::/3", 0x0000, 0x1fff],
  ["4000::/2", 0x4000, 0x7fff],
  ["8000::/1, with unique-local, link-local, site-local and multicast", 0x8000, 0xffff],
  ["2002::/16, which leads to IPv4 (6to4)", 0x2002, 0x2002],
  ["3fff:0::/20, of documents", 0x3fff, 0x3fff],
])("no IPv6 address of %s is public", (_, from, to) => {
  const tail = from === 0x3fff ? groups(6).map((rest) => [0x0123, ...rest]) : groups(7);
  fc.assert(
    fc.property(fc.integer({ min: from, max: to }), tail, (first, rest) => {
      expect(isPublicAddress(hex([first, ...rest]))).toBe(false);
    }),
    runs,
  );
});

test("an IPv4 address in any dress of IPv6 is not public, not even a public one", () => {
  const dresses = [
    (address: string) => `::ffff:${address}`,
    (address: string) => `::${address}`,
    (address: string) => `::ffff:0:${address}`,
    (address: string) => `64:ff9b::${address}`,
    (address: string) => `64:ff9b:1::${address}`,
    (address: string) => `2001:0:1:1::${address}`,
  ];
  fc.assert(
    fc.property(ipv4, fc.constantFrom(...dresses), (address, dress) => {
      expect(isPublicAddress(dress(address))).toBe(false);
    }),
    runs,
  );
});

test("the addresses of public resolvers are public", () => {
  for (const address of [
    "1.1.1.1",
    "8.8.8.8",
    "9.9.9.9",
    "2606:4700:4700::1111",
    "2001:4860:4860::8888",
    "2620:fe::fe",
  ])
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
});

test("what is not an address, or only nearly one, is not public", () => {
  for (const text of [
    "",
    "example.com",
    "1.1.1",
    "01.1.1.1",
    "0x1.1.1.1",
    "1.1.1.1.",
    "1.1.1.1/32",
    "2606::1%eth0",
    "[2606::1]",
    " 1.1.1.1",
  ])
    expect([text, isPublicAddress(text)]).toEqual([text, false]);
  fc.assert(
    fc.property(fc.string(), (text) => void isPublicAddress(text)),
    runs,
  );
});

test("addresses at which clouds keep the machine's credentials are not public", () => {
  for (const address of [
    "169.254.169.254",
    "169.254.170.2",
    "fd00:ec2::254",
    "100.100.100.200",
    "192.0.0.192",
    "168.63.129.16",
  ])
    expect([address, isPublicAddress(address)]).toEqual([address, false]);
});
