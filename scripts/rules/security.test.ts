import { expect, test } from "vitest";
import { type File, files } from "./files.ts";

const read = (path: string) => files(path)[0]?.text ?? "";
const page = () => read("SECURITY.md");

/** The cells of the tables with this heading, row by row. */
function rowsOf(text: string, heading: string): string[][] {
  const tables = text.split(/\n\n/).filter((block) => cellsOf(block.split("\n")[0] ?? "").join("|") === heading);
  return tables.flatMap((table) => table.trim().split("\n").slice(2).map(cellsOf));
}

const cellsOf = (row: string): string[] =>
  row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

/** In milliseconds, bytes, or as it is. */
const units: Record<string, number> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  KiB: 1024,
  MiB: 1_048_576,
  GB: 1_000_000_000,
};

/** What a name says of the number that it stands for. */
const suffixes: [RegExp, number][] = [
  [/seconds$/i, 1000],
  [/minutes$/i, 60_000],
  [/hours$/i, 3_600_000],
  [/days$/i, 86_400_000],
  [/kib$/i, 1024],
];

/** `7 days` as a number; what is no number stays a text. */
function stated(value: string): number | string {
  const [, digits, unit = ""] = /^(\d+)(?: (\w+?)s?)?$/.exec(value) ?? [];
  return digits === undefined ? value : Number(digits) * (units[unit] ?? 1);
}

const term = String.raw`(?:\d[\d_]*|\w+Ms)`;

/** The number of `name = 5 * minuteMs` in a file, or of `a.b` in `a: { b: 5 }`. */
function constantIn(text: string, path: string): number {
  const names = path.split(".");
  const from = names.slice(0, -1).reduce((at, name) => text.indexOf(`${name}: {`, at), 0);
  const found = new RegExp(`\\b${names.at(-1)}(?: =|:) (${term}(?: [*/] ${term})*)[;,\\s]`).exec(text.slice(from));
  const [first = "", ...rest] = (found?.[1] ?? "").split(" ");
  const numberOf = (part: string) => (/^\d/.test(part) ? Number(part.replaceAll("_", "")) : constantIn(text, part));
  if (from === -1 || first === "") return Number.NaN;
  return rest.reduce((sum, part, at) => {
    if (at % 2 === 0) return sum;
    return rest[at - 1] === "*" ? sum * numberOf(part) : sum / numberOf(part);
  }, numberOf(first));
}

/** What the code has: a variable's default, as .env.example shows it, or a constant of a file. */
function actual(source: string): number | string {
  const [, variable] = /^`([A-Z0-9_]+)`$/.exec(source) ?? [];
  const [, name = "", path = ""] = /^\[`([^`]+)`\]\(([^)]+)\)$/.exec(source) ?? [];
  const value = variable
    ? new RegExp(`^#${variable}=(.*)$`, "m").exec(read(".env.example"))?.[1]
    : constantIn(read(path), name);
  const factor = suffixes.find(([form]) => form.test(variable ?? name))?.[1] ?? 1;
  return typeof value === "string" && !/^\d+$/.test(value) ? value : Number(value) * factor;
}

const wrongValues = (text: string) =>
  rowsOf(text, "what|value|set by").filter(([, value = "", source = ""]) => stated(value) !== actual(source));

test("every value that SECURITY.md states is the code's", () => {
  expect(rowsOf(page(), "what|value|set by").length).toBeGreaterThan(60);
  expect(wrongValues(page())).toEqual([]);
});

test("every header that SECURITY.md states is sent, and no other", () => {
  const source = read("apps/server/src/http/security-headers.ts");
  const policy = /const policy = "([^"]+)"/.exec(source)?.[1] ?? "";
  const sent = [...source.matchAll(/\["([\w-]+)", (?:"([^"]+)"|policy)\]/g)];

  const rows = rowsOf(page(), "header|value").map((row) => row.map((cell) => cell.replaceAll("`", "")));

  expect(rows.toSorted()).toEqual(sent.map(([, name, value = policy]) => [name, value]).toSorted());
});

test("every key of the configuration is in SECURITY.md", () => {
  const made = [...read("packages/process/src/config.ts").matchAll(/: ring\("([\w-]+)"\)/g)].map(
    ([, purpose]) => purpose,
  );
  const told = rowsOf(page(), "purpose|of what|algorithm").map(([purpose]) => purpose?.replaceAll("`", ""));

  expect(told.toSorted()).toEqual(made.toSorted());
  expect(made.length).toBeGreaterThan(5);
});

/** What a reader looks for, and which requirements ask for it to be written down. */
const sections = {
  "Reporting a fault": "",
  "What is protected, and from whom": "",
  "Signing in": "6.1.1 6.1.3",
  Sessions: "7.1.1 7.1.2 7.1.3",
  Tokens: "",
  "Who may do what": "8.1.1 8.1.2",
  Cryptography: "11.1.1 11.1.2",
  Limits: "",
  Browsers: "",
  "What is logged": "16.1.1",
  "What is kept, and for how long": "",
  "In production": "",
};

test("SECURITY.md has the sections that ASVS asks for", () => {
  const parts = page().split(/^## /m).slice(1);
  const titles = parts.map((part) => part.split("\n")[0]);

  expect(titles).toEqual(Object.keys(sections));
  expect(parts.filter((part) => part.length < 300)).toEqual([]);
});

test("a value that is not the code's is found, whatever it is set by", () => {
  const table = (...rows: string[]) => ["| what | value | set by |", "| - | - | - |", ...rows].join("\n");
  const right = "| a | 7 days | `SESSION_IDLE_DAYS` |";
  const wrong = [
    "| b | 8 days | `SESSION_IDLE_DAYS` |",
    "| c | 16 minutes | [`windowMs`](packages/auth/src/login-throttle.ts) |",
    "| d | mixed | `PASSWORD_COMPOSITION` |",
    "| e | 1 hour | [`noSuchName`](packages/auth/src/login-throttle.ts) |",
    "| f | 1 hour | `NO_SUCH_VARIABLE` |",
  ];
  const file: File = {
    path: "a.ts",
    text: "const dayMs = 24 * 3_600_000;\nconst x = { one: { lifeMs: dayMs / 4 }, };",
  };

  expect(wrongValues(`x\n\n${table(right, ...wrong)}\n\ny`)).toHaveLength(wrong.length);
  expect([constantIn(file.text, "dayMs"), constantIn(file.text, "one.lifeMs")]).toEqual([86_400_000, 21_600_000]);
});
