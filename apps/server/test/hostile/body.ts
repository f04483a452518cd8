import fc from "fast-check";
import { anyBytes, type Bytes, long, utf8 } from "./bytes.ts";

const deep = (levels: number, [open, close]: readonly [string, string]) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;
const part = (text: string) => `--x\r\n${text}\r\n--x--\r\n`;

const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    "",
    "a",
    "\0",
    "\ud800",
    [],
    {},
    [[]],
    { a: 1 },
    "2150-01-01T00:00:00Z",
    long(2000),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const key = fc.constantFrom(
  "title",
  "body",
  "tags",
  "published",
  "publishAt",
  "email",
  "password",
  "name",
  "mode",
  "role",
  "bio",
  "image",
  "username",
  "id",
  "postId",
  "__proto__",
  "constructor",
  "toString",
);
const object: Bytes = fc
  .array(fc.tuple(key, value), { maxLength: 6 })
  .map((entries) => utf8(JSON.stringify(Object.fromEntries(entries))));
const broken = [
  "",
  "{",
  "}",
  "nul",
  "null",
  "NaN",
  "[1,",
  '"',
  '"\\ud800"',
  '{"a":1,"a":2}',
  "1e999",
  "-",
  "﻿{}",
  "ÿþ{\0",
  "À®",
  '{"title":"\\ud800","body":"\\u0000"}',
  '{"title":"í\xA0","body":""}',
  '{"__proto__":{"title":"T"}}',
  "{}{}",
  "a=1&b=2",
  deep(5e3, ["[", "]"]),
  deep(5e3, ['{"a":', "}"]),
  deep(1e5, ["[", "]"]),
  `"${long(11e5)}"`,
  `[${"1,".repeat(5e4)}1]`,
  part('content-disposition: form-data; name="title"\r\n\r\nT'),
  part('content-disposition: form-data; name="file"; filename="../../etc/passwd"\r\ncontent-type: x\r\n\r\n\0'),
  part("\r\n"),
  part("content-disposition: x; name\r\n"),
  `--x\r\n${long(5e3)}`,
  "--x--",
];

/** In place of a body that is right. */
export const wildBody: Bytes = fc.oneof(
  { arbitrary: object, weight: 4 },
  { arbitrary: fc.constantFrom(...broken), weight: 4 },
  anyBytes,
);

const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

/** How a body says where it ends (RFC 9112 §6): header lines, and the bytes that follow. */
type Framing = (text: string) => { lines: string[]; bytes: string };

const right: Framing[] = [
  (text) => ({ lines: [`content-length: ${text.length}`], bytes: text }),
  (text) => ({ lines: ["transfer-encoding: chunked"], bytes: `${text && chunk(text)}0\r\n\r\n` }),
];
const wrong: Framing[] = [
  (text) => ({ lines: [], bytes: text }),
  ...["-1", "1e3", "+5", "5, 5", "0x5", "", " ", "99999999999999999999", "5;", "5\t6", "NaN"].map(
    (length): Framing =>
      (text) => ({ lines: [`content-length: ${length}`], bytes: text }),
  ),
  (text) => ({ lines: [`content-length: ${text.length + 7}`], bytes: text }),
  (text) => ({ lines: [`content-length: ${Math.max(0, text.length - 3)}`], bytes: text }),
  (text) => ({ lines: [`content-length: ${text.length}`, `content-length: ${text.length + 1}`], bytes: text }),
  // Smuggling: two framings at once, or one that looks like another.
  (text) => ({ lines: [`content-length: ${text.length}`, "transfer-encoding: chunked"], bytes: `0\r\n\r\n${text}` }),
  (text) => ({ lines: ["transfer-encoding: chunked", "content-length: 4"], bytes: `${chunk(text || "x")}0\r\n\r\n` }),
  ...[
    "xchunked",
    "chunked, identity",
    "identity",
    "gzip, chunked",
    "chunked, chunked",
    "chunked;q=1",
    " chunked",
    "\x0bchunked",
  ].map((coding): Framing => (text) => ({
    lines: [`transfer-encoding: ${coding}`],
    bytes: `${chunk(text || "x")}0\r\n\r\n`,
  })),
  ...[
    "ZZ\r\n",
    "-1\r\nx\r\n",
    "fffffffffffffffff\r\nx",
    "5\nabcde\n0\n\n",
    "5;a=b\r\nabcde\r\n0\r\n\r\n",
    "5\r\nabc",
    "0\r\nx: y\r\n\r\n",
  ].map((bytes): Framing => () => ({ lines: ["transfer-encoding: chunked"], bytes })),
  (text) => ({ lines: ["content-length: 0"], bytes: `${text}GET /api/v1/me HTTP/1.1\r\nhost: x\r\n\r\n` }),
];

export const framing: fc.Arbitrary<Framing> = fc.oneof(
  { arbitrary: fc.constantFrom(...right), weight: 8 },
  fc.constantFrom(...wrong),
);
