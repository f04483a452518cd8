import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { displayName, Email, IdOrName, Id, ImageUrl, Instant, line, text, Username } from "./fields.ts";

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

/** Strings that PostgreSQL cannot store. */
const unstorable = ["\0", "a\0b", "\ud800", "a\udfff", "\udc00\ud800"];

describe("text", () => {
  test.for(unstorable)("%j is refused", (value) => {
    expect(accepts(text(10), value)).toBe(false);
  });

  test("every other character is kept as it is", () => {
    const kept = " \t\n\r\u0001\u007f\u2028 é e\u0301 👩‍🚀 \ufeff";

    expect(text(100).parse(kept)).toBe(kept);
  });

  test("the length counts Unicode characters, as JSON Schema's maxLength does", () => {
    expect(accepts(text(4), "👩👩👩👩")).toBe(true);
    expect(accepts(text(4), "👩👩👩👩👩")).toBe(false);
    expect(accepts(text(4), "abcde")).toBe(false);
  });
});

describe("line", () => {
  test.for(unstorable)("%j is refused", (value) => {
    expect(accepts(line(10), value)).toBe(false);
  });

  test("no control character or line separator gets through", () => {
    const codes = [...Array(0x20).keys(), ...Array.from({ length: 0x21 }, (_, i) => 0x7f + i), 0x2028, 0x2029];

    const accepted = codes.filter((code) => accepts(line(10), `a${String.fromCodePoint(code)}b`));

    expect(accepted).toEqual([]);
  });

  test("space around it is cut before its length counts", () => {
    expect(line(3).parse("  \n\u00a0ada\ufeff\r\n ")).toBe("ada");
    expect(accepts(line(3), "adas")).toBe(false);
    expect(accepts(line(3).min(1), " \n ")).toBe(false);
  });

  test("what it returns, it accepts unchanged", () => {
    const accepted = [...randomStrings(2000)].flatMap((value) => line(40).safeParse(value).data ?? []);

    expect(accepted.length).toBeGreaterThan(200);
    expect(accepted.map((value) => line(40).parse(value))).toEqual(accepted);
  });
});

test("a name cannot change the order in which it is shown, and may be of any script", () => {
  const codes = Array.from({ length: 0x70 }, (_, index) => 0x2000 + index);

  const refused = codes.filter((code) => !accepts(displayName(10), `a${String.fromCodePoint(code)}b`));

  expect(refused).toEqual([0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069]);
  for (const name of ["Ada", "עדה", "آدا", "O’Neill", "👩‍🚀"]) expect(displayName(10).parse(name)).toBe(name);
  expect(accepts(displayName(10), " ")).toBe(false);
});

describe("Email", () => {
  test.for([
    ["ada@example.com", "ada@example.com"],
    [" Ada@Example.com\n", "Ada@Example.com"],
    ["ａｄａ@example.com", "ada@example.com"],
    ["ada@ｅxample．com", "ada@example.com"],
    ["ada+tag@mail.example.museum", "ada+tag@mail.example.museum"],
  ] as const)("%j is %s", ([value, email]) => {
    expect(Email.parse(value)).toBe(email);
  });

  test.for([
    "",
    "ada",
    "ada@",
    "@example.com",
    "ada@example",
    "a da@example.com",
    "ada@exa mple.com",
    "ada@@example.com",
    "ada@example..com",
    ".ada@example.com",
    "a..da@example.com",
    "ada@example.com\0",
    "ada\ud800@example.com",
    "ada@example.com\nBcc: eve@example.com",
    "Ada <ada@example.com>",
    "<script>@example.com",
    "ada@-example.com",
    `${"a".repeat(243)}@example.com`,
    42,
    null,
    ["ada@example.com"],
  ])("%j is refused", (value) => {
    expect(accepts(Email, value)).toBe(false);
  });

  test("an address that NFKC makes too long is refused", () => {
    const ligatures = "ﬃ".repeat(100);

    expect(`${ligatures}@example.com`.length).toBeLessThan(254);
    expect(accepts(Email, `${ligatures}@example.com`)).toBe(false);
  });

  test("an adversarial address is refused", () => {
    for (const value of [`${"a.".repeat(126)}@`, `a@${"a.".repeat(126)}`, `${"a".repeat(5e6)}@example.com`]) {
      expect(accepts(Email, value)).toBe(false);
    }
  });
});

describe("Username", () => {
  test.for([
    [" Ada ", "ada"],
    ["ada_lovelace-1815", "ada_lovelace-1815"],
    ["007", "007"],
    ["\u212aelvin", "kelvin"],
  ] as const)("%j is %s", ([value, username]) => {
    expect(Username.parse(value)).toBe(username);
  });

  test.for([
    "",
    "ad",
    "a".repeat(31),
    "-ada",
    "ada_",
    "a da",
    "ada\0",
    "ada\ud800",
    "аda",
    "İda",
    "ada@",
    "me/..",
    "ada\n1",
  ])("%j is refused", (value) => {
    expect(accepts(Username, value)).toBe(false);
  });

  test("what it returns, it accepts unchanged", () => {
    const accepted = [...randomStrings(2000, ["a", "B", "7", "-", "_", " ", "\u212a", "İ"])].flatMap(
      (value) => Username.safeParse(value).data ?? [],
    );

    expect(accepted.length).toBeGreaterThan(20);
    expect(accepted.map((value) => Username.parse(value))).toEqual(accepted);
  });
});

describe("ImageUrl", () => {
  test.for([
    "https://example.com/ada.png",
    "http://example.com",
    "https://example.com:8443/a?b=c#d",
    "HTTPS://EXAMPLE.COM/a",
  ])("%s is accepted", (value) => {
    expect(accepts(ImageUrl, value)).toBe(true);
  });

  test.for([
    "",
    "ada.png",
    "/ada.png",
    "//example.com/ada.png",
    "javascript:alert(1)",
    "JavaScript:alert(1)//https://example.com",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://example.com/x",
    "ftp://example.com/a.png",
    "https://",
    "https://exa mple.com/a",
    "https://example.com/\0",
    "https://example.com/\ud800",
    `https://example.com/${"a".repeat(2000)}`,
  ])("%j is refused", (value) => {
    expect(accepts(ImageUrl, value)).toBe(false);
  });
});

test("an image's address is kept as browsers read it: without tabs and line breaks", () => {
  expect(ImageUrl.parse(" https://exam\nple.com/a\tb.png ")).toBe("https://example.com/ab.png");
});

test("an instant lies in the years 1 to 9999", () => {
  const years = ["0001-01-01T00:00:00Z", "1970-01-01", "9999-12-31T23:59:59.999Z"];
  const beyond = ["0000-12-31T23:59:59.999Z", "+010000-01-01T00:00:00Z", "-000044-03-15", "nonsense"];

  expect(years.filter((year) => !accepts(Instant, new Date(year)))).toEqual([]);
  expect(
    [...beyond.map((year) => new Date(year)), new Date(8.64e15), "2026-01-01", 0].filter((value) =>
      accepts(Instant, value),
    ),
  ).toEqual([]);
});

test("an id is a UUID; an id or name is any short line", () => {
  expect(accepts(Id, "0198d1e2-7c3b-7a44-8f00-000000000001")).toBe(true);
  expect(Id.parse("0198D1E2-7C3B-7A44-8F00-000000000001")).toBe("0198d1e2-7c3b-7a44-8f00-000000000001");
  expect(accepts(Id, "0198d1e2-7c3b-7a44-8f00")).toBe(false);
  expect(accepts(Id, "{0198d1e2-7c3b-7a44-8f00-000000000001}")).toBe(false);
  expect(IdOrName.parse(" héllo-wörld ")).toBe("héllo-wörld");
  expect(accepts(IdOrName, " ")).toBe(false);
  expect(accepts(IdOrName, "a".repeat(251))).toBe(false);
});

/** Characters that have broken parsers before, apart from what is meant to pass. */
const odd =
  "\t \n \0 \u0085 é e\u0301 ﬃ İ ß \u200b \u2028 \u202e \ufeff \ud83d \ude00 😀 \uffff 𝔸 漢 ʼ \\ ' \" % < . @ /".split(
    " ",
  );

/** Short strings of such and of plain characters; the same ones each time. */
function* randomStrings(count: number, parts = [...odd, "\u00a0", " ", "a", "B", "7", "-", "_"]): Generator<string> {
  let seed = 1;
  const next = (below: number) => (seed = (seed * 48_271) % 0x7fff_ffff) % below;
  for (let i = 0; i < count; i += 1) yield Array.from({ length: next(8) }, () => parts[next(parts.length)]).join("");
}
