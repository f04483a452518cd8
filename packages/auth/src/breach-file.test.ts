import { hash } from "node:crypto";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBreachFile } from "./breach-file.ts";
import { writeBreachFile } from "./write-breach-file.ts";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "tenon-breach-"));
});
afterAll(() => rm(dir, { recursive: true }));

const sha1 = (password: string) => hash("sha1", password, "hex").toUpperCase();
async function* lines(passwords: string[], count: (index: number) => number = () => 1) {
  const sorted = passwords.map((password, index) => `${sha1(password)}:${count(index)}`).toSorted();
  yield* sorted;
}
const known = Array.from({ length: 5000 }, (_, index) => `breached ${index}`);

test("finds each password that it was made of, and no other", async () => {
  const path = join(dir, "all.bin");
  expect(await writeBreachFile(path, { lines: lines(known) })).toBe(5000);
  await using stack = new AsyncDisposableStack();
  const list = stack.adopt(await openBreachFile(path), (opened) => opened.close());

  const found = await Promise.all(known.map((password) => list.has(password)));
  const others = await Promise.all(known.map((password) => list.has(`${password}!`)));

  expect(found).not.toContain(false);
  expect(others).not.toContain(true);
});

test("neighbours in one bucket are told apart, whatever bytes they share", async () => {
  const path = join(dir, "bucket.bin");
  // Beside each other their records hold the wanted one's bytes, one byte off.
  const [, tail] = [sha1("wanted").slice(0, 5), sha1("wanted").slice(5, 17)];
  const crowded = [`00${tail.slice(0, 10)}`, `${tail.slice(10)}FFFFFFFFFF`].map(
    (digits) => `${sha1("wanted").slice(0, 5)}${digits.padEnd(35, "0")}:1`,
  );
  await writeBreachFile(path, {
    lines: (async function* () {
      yield* crowded.toSorted();
    })(),
  });
  await using stack = new AsyncDisposableStack();
  const list = stack.adopt(await openBreachFile(path), (opened) => opened.close());

  expect(await list.has("wanted")).toBe(false);
});

test("what was seen too seldom is left out", async () => {
  const path = join(dir, "often.bin");
  const written = await writeBreachFile(path, { lines: lines(known, (index) => index + 1), minCount: 4001 });

  expect(written).toBe(1000);
});

test.for([
  ["is none", ["hunter2:3"], "line 1 is not SHA1:COUNT"],
  ["is out of order", [`${"B".repeat(40)}:1`, `${"A".repeat(40)}:1`], "line 2 is out of order"],
  ["is there twice", [`${"A".repeat(40)}:1`, `${"A".repeat(40)}:1`], "line 2 is out of order"],
] as const)("a line that %s is refused", async ([, given, message]) => {
  const source = (async function* () {
    yield* given;
  })();

  await expect(writeBreachFile(join(dir, "refused.bin"), { lines: source })).rejects.toThrow(message);
});

test("another file, or half of one, is not opened", async () => {
  const [other, half] = [join(dir, "other.txt"), join(dir, "half.bin")];
  await writeFile(other, "password\n123456\n");
  await writeBreachFile(half, { lines: lines(known) });
  await truncate(half, 4_200_000);

  await expect(openBreachFile(other)).rejects.toThrow("no breach file");
  await expect(openBreachFile(half)).rejects.toThrow("not all of one");
  await expect(openBreachFile(join(dir, "absent.bin"))).rejects.toThrow("ENOENT");
});
