/** A value that must not be found where it does not belong. */
export type Canary = { kind: string; value: string | Buffer };

/** Shorter ones are found by chance. */
export const shortest = 8;
const slots = 2 ** 20;

type Needle<T> = { form: Buffer; canary: T };

/**
 * Finds canaries in a text, in whichever form they are there. All at once: the first eight bytes at each place are looked up, so
 * that the time depends on the text's length and not on how many canaries there are.
 */
export function createSearch<T extends Canary>(canaries: Iterable<T>): (text: string | Buffer) => Set<T> {
  const isStart = new Uint8Array(slots);
  const needles = new Map<string, Needle<T>[]>();
  for (const canary of canaries) {
    for (const text of formsOf(canary.value)) {
      const form = Buffer.from(text, "latin1");
      if (form.length < shortest) continue;
      isStart[slotAt(form, 0)] = 1;
      const start = form.toString("latin1", 0, shortest);
      needles.set(start, [...(needles.get(start) ?? []), { form, canary }]);
    }
  }
  return (text) => {
    const bytes = typeof text === "string" ? Buffer.from(text) : text;
    const found = new Set<T>();
    for (let at = 0; at <= bytes.length - shortest; at += 1) {
      if (isStart[slotAt(bytes, at)] === 0) continue;
      for (const { form, canary } of needles.get(bytes.toString("latin1", at, at + shortest)) ?? [])
        if (bytes.compare(form, 0, form.length, at, Math.min(bytes.length, at + form.length)) === 0) found.add(canary);
    }
    return found;
  };
}

const slotAt = (bytes: Buffer, at: number): number =>
  (Math.imul(bytes.readUInt32LE(at), 0x9e3779b1) ^ Math.imul(bytes.readUInt32LE(at + 4), 0x85ebca6b)) >>> 12;

/** How a value may be written, as latin1: as it is, escaped, in hexadecimal, in base64 at any place of a longer text, as numbers. */
export function formsOf(value: string | Buffer): Set<string> {
  const bytes = typeof value === "string" ? Buffer.from(value) : value;
  const forms = new Set(encodings(bytes));
  if (typeof value !== "string") return forms.add([...bytes].join(",")).add(numbered(bytes));
  for (const text of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), htmlOf(value)])
    forms.add(Buffer.from(text).toString("latin1"));
  // What is a text already may stand for bytes, which others would write in their way.
  if (/^[\w-]{43}$/.test(value)) for (const form of encodings(Buffer.from(value, "base64url"))) forms.add(form);
  if (/^[\da-f]{64}$/.test(value)) for (const form of encodings(Buffer.from(value, "hex"))) forms.add(form);
  return forms;
}

function encodings(bytes: Buffer): string[] {
  const hex = bytes.toString("hex");
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replaceAll("=", "");
    const isCut = (before + bytes.length) % 3 !== 0;
    return text.slice(Math.ceil((before * 8) / 6), isCut ? -1 : undefined);
  });
  return [
    bytes.toString("latin1"),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

/** As JSON writes a Uint8Array. */
const numbered = (bytes: Buffer): string => JSON.stringify(Object.fromEntries(bytes.entries())).slice(1, -1);

const htmlOf = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");

/** What is recognised by its form, whoever has made it and whether or not it was planted. */
const shapes: [kind: string, form: RegExp][] = [
  ["a token", /\b[a-z]{2}_[\w-]{43}(?![\w-])/g],
  ["an API key", /\bak_[a-z]+_\w{30,}/g],
  ["a refresh token", /\brt_[\da-f-]{36}\.\d+\.[\w-]{20,}/g],
  ["a password hash", /\$(?:argon2|2[aby]|scrypt|pbkdf2)[a-z0-9-]*\$[^\s"\\]{10,}/g],
  ["a webhook's secret", /\bwhsec_[\w+/=-]{24,}/g],
  ["a signed token", /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----|"d"\s*:\s*"[\w-]{40,}"/g],
  ["a recovery code", /\b[A-HJK](?:-[\dA-HJKMNP-TV-Z]{5}){3}\b/g],
  ["an address of a database", /\b(?:postgres(?:ql)?|rediss?|smtps?):\/\/[^\s"/]*:[^\s"/]+@/g],
];

/** Everything in a text that has the form of a secret. */
export const shapesIn = (text: string): { kind: string; value: string }[] =>
  shapes.flatMap(([kind, form]) => Array.from(text.matchAll(form), ([value]) => ({ kind, value })));
