import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Resolve, targetOf, type TargetRules } from "./target.ts";

const strict = { allowPrivate: false, requireHttps: true };
const inDevelopment = { allowPrivate: true, requireHttps: false };

/** A resolver that knows one host, under any name; what is written as an address never gets there. */
const answers =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })));

const faultOf = (url: string, rules: TargetRules = strict, resolve: Resolve = answers("93.184.215.14")) =>
  targetOf(url, rules, resolve).then(
    () => "none",
    (error: Error) => error.message,
  );

const notPublic = "its host leads to an address that is not public";

describe("an address is refused that", () => {
  test.each([
    ["is none", "hooks", "it is not an address"],
    ["has another scheme", "ftp://example.com", "it must begin with https://"],
    ["has no host", "file:///etc/passwd", "it must begin with https://"],
    ["is a script", "javascript:alert(1)", "it must begin with https://"],
    ["is plain http in production", "http://example.com", "it must begin with https://"],
    ["holds a user", "https://ada@example.com", "it must not hold a user name or a password"],
    ["holds a password", "https://:pw@example.com", "it must not hold a user name or a password"],
    ["leads to a mail server", "https://example.com:25", "its port must be 80, 443 or above 1023"],
    ["leads to SSH", "https://example.com:22", "its port must be 80, 443 or above 1023"],
    ["is this machine's", "https://127.0.0.1", notPublic],
    ["is nobody's", "https://0.0.0.0", notPublic],
    ["is this machine's by IPv6", "https://[::1]", notPublic],
    ["is a mapped one", "https://[::ffff:169.254.169.254]", notPublic],
    ["is written in full-width digits", "https://１２７.０.０.１", notPublic],
    ["is percent-encoded", "https://%31%32%37.0.0.1", notPublic],
    ["uses ideographic full stops", "https://127。0。0。1", notPublic],
  ])("%s", async (_, url, fault) => {
    expect(await faultOf(url)).toBe(fault);
  });
});

test("a private IPv4 address is recognised in every notation that a URL takes", async () => {
  const octets = fc.oneof(
    fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), fc.nat(255), fc.nat(255)),
  );
  const bases = fc.array(
    fc.constantFrom(
      (part: number) => String(part),
      (part: number) => `0${part.toString(8)}`,
      (part: number) => `0x${part.toString(16)}`,
      (part: number) => `0X000${part.toString(16).toUpperCase()}`,
    ),
    { minLength: 4, maxLength: 4 },
  );
  const parts = fc.integer({ min: 1, max: 4 });
  const end = fc.constantFrom("", ".");

  await fc.assert(
    fc.asyncProperty(octets, bases, fc.tuple(parts, end), async (address, write, [count, dot]) => {
      const last = address.slice(count - 1).reduce((sum, octet) => sum * 256 + octet, 0);
      const host = [...address.slice(0, count - 1), last].map((part, index) => write[index]!(part)).join(".");

      expect(await faultOf(`https://${host}${dot}/hook`)).toBe(notPublic);
    }),
    { numRuns: 500 },
  );
});

test("a name is judged by every address that it has", async () => {
  const of = (...addresses: string[]) => faultOf("https://hooks.example.com", strict, answers(...addresses));

  expect(await of("93.184.215.14", "2606:4700:4700::1111")).toBe("none");
  expect(await of("93.184.215.14", "10.0.0.7")).toBe(notPublic);
  expect(await of("93.184.215.14", "::1")).toBe(notPublic);
  expect(await of()).toBe("its host has no address");
  expect(await of("93.184.215.14", "not an address")).toBe("its host has no address");
});

test("a name that cannot be resolved is refused", async () => {
  const fails = () => Promise.reject(new Error("ENOTFOUND"));

  expect(await faultOf("https://hooks.example.com", strict, fails)).toBe("its host cannot be resolved");
});

test("in development this machine may be called, by http and on any port, but nothing else is looser", async () => {
  expect(await faultOf("http://127.0.0.1:80/hook", inDevelopment)).toBe("none");
  expect(await faultOf("http://[::1]:81", inDevelopment)).toBe("none");
  expect(await faultOf("http://ada:pw@127.0.0.1", inDevelopment)).toBe("it must not hold a user name or a password");
  expect(await faultOf("ftp://127.0.0.1", inDevelopment)).toBe("it must begin with https:// or http://");
  expect(await faultOf("http://127.0.0.1", { allowPrivate: false, requireHttps: false })).toBe(notPublic);
});

test("whatever is given, the outcome is a target or a sentence", async () => {
  const text = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.string().map((host) => `https://${host}`),
  );
  await fc.assert(
    fc.asyncProperty(text, async (url) => {
      expect(await faultOf(url)).toMatch(/^(none|it|its) ?/);
    }),
    { numRuns: 200 },
  );
});
