import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type Routes, contractOf, gives, none, p } from "../contract.fixture.ts";
import { type ContractCommand, runContractCommand } from "../index.ts";

const folder = mkdtempSync(join(tmpdir(), "contract-lock-"));
const file = join(folder, "contract.lock.json");
beforeEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(line: string, routes: Routes, options: Partial<ContractCommand> = {}) {
  let text = "";
  const code = await runContractCommand({
    args: line.split(" ").filter(Boolean),
    file,
    name: "pnpm contract",
    recipe: "docs/change.md",
    describe: () => contractOf(routes),
    write: (part) => (text += part),
    isColored: false,
    ...options,
  });
  return { code, text };
}

const User = z.object({ name: z.string().max(5), at: z.date() }).meta({ id: "User" });
const users = (schema: z.ZodType): Routes => ({
  a: p.output(schema).query(none),
  b: p.output(z.array(schema)).query(none),
  c: p.output(z.object({ user: schema })).query(none),
  d: p.output(schema.nullable()).query(none),
});
const before = users(User);
const compatible = users(User.extend({ bio: z.string() }).meta({ id: "User" }));
const breaking = users(User.pick({ at: true }).extend({ bio: z.string() }).meta({ id: "User" }));

test("without a word it says how to use it", async () => {
  const { code, text } = await run("", before);

  expect(code).toBe(0);
  for (const part of ["contract.lock.json", "check", "accept", "--json", "docs/change.md"])
    expect(text).toContain(part);
});

test.each(["chekc", "check accept", "check --jsn", "accept --json"])("%s is not a command", async (line) => {
  expect(await run(line, before)).toMatchObject({ code: 2, text: expect.stringContaining("pnpm contract check") });
});

test("a missing lock is said in a sentence", async () => {
  const { code, text } = await run("check", before);

  expect(code).toBe(2);
  expect(text).toBe("There is no contract.lock.json. Write it with `pnpm contract accept` and commit it.\n");
});

test("accept writes it, check then agrees, and accept has nothing to do", async () => {
  expect(await run("accept", before)).toEqual({
    code: 0,
    text: "contract.lock.json is written: 4 procedures. Commit it with the change that made it so.\n",
  });
  expect(await run("check", before)).toEqual({ code: 0, text: "contract.lock.json is what the router says.\n" });
  expect(await run("accept", before)).toEqual({
    code: 0,
    text: "contract.lock.json says so already; nothing to write.\n",
  });
});

test("compatible changes make it stale, and say that nothing breaks", async () => {
  await run("accept", before);

  const { code, text } = await run("check", compatible);

  expect(code).toBe(1);
  expect(text).toMatchInlineSnapshot(`
    "Compatible
      a /output/bio, b /output/*/bio, c /output/user/bio, and 1 more [output-property-added]
        User.bio is new.

    contract.lock.json is stale: 4 compatible changes. Nothing breaks. Run \`pnpm contract accept\` and commit the file.
    "
  `);
});

test("breaking changes come first, the same change of several procedures once", async () => {
  await run("accept", before);

  const { code, text } = await run("check", breaking);

  expect(code).toBe(2);
  expect(text).toMatchInlineSnapshot(`
    "Breaking
      a /output/name, b /output/*/name, c /output/user/name, and 1 more [output-property-removed]
        User.name is gone. Callers that read it find nothing: keep it until they have stopped.

    Compatible
      a /output/bio, b /output/*/bio, c /output/user/bio, and 1 more [output-property-added]
        User.bio is new.

    contract.lock.json is stale: 4 breaking changes and 4 compatible changes. Keep what callers rely on and put the new beside it (docs/change.md), or, if nobody calls it yet, run \`pnpm contract accept\`.
    "
  `);
});

test("accept says what it accepts", async () => {
  await run("accept", before);

  const { code, text } = await run("accept", breaking);

  expect(code).toBe(0);
  expect(text).toContain("User.name is gone.");
  expect(text).toContain("contract.lock.json is written: 4 breaking changes and 4 compatible changes.");
  expect(await run("check", breaking)).toMatchObject({ code: 0 });
});

test("--json prints the changes for programs", async () => {
  await run("accept", before);

  expect(JSON.parse((await run("check --json", before)).text)).toEqual({ status: "same", changes: [] });
  const { code, text } = await run("check --json", breaking);
  expect(code).toBe(2);
  const { status, changes } = JSON.parse(text) as { status: string; changes: object[] };
  expect(status).toBe("breaking");
  expect(Object.keys(changes[0]!)).toEqual(["procedure", "where", "kind", "rule", "message"]);
});

test("a damaged lock is said in a sentence, with what to do; accept mends it", async () => {
  writeFileSync(file, "{");

  const { code, text } = await run("check", before);

  expect(code).toBe(2);
  expect(text).toMatch(/^contract\.lock\.json cannot be read\. It is not JSON: .*`pnpm contract accept`.*\n$/);
  expect(JSON.parse((await run("check --json", before)).text)).toMatchObject({ status: "error" });
  expect(await run("accept", before)).toMatchObject({ code: 0 });
});

test("a lock that is only written in another way is stale, and nothing breaks", async () => {
  await run("accept", before);
  writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, "utf8"))));

  const { code, text } = await run("check", before);

  expect(code).toBe(1);
  expect(text).toContain("written in another way, with nothing changed. Nothing breaks.");
});

test("line ends as Windows has them are the same", async () => {
  await run("accept", before);
  writeFileSync(file, readFileSync(file, "utf8").replaceAll("\n", "\r\n"));

  expect(await run("check", before)).toMatchObject({ code: 0 });
});

test("a router that cannot be described, and a file that cannot be written, are said in a sentence", async () => {
  const twice = { a: p.output(User).query(none), b: p.output(z.object({}).meta({ id: "User" })).query(none) };

  expect(await run("check", twice)).toMatchObject({
    code: 2,
    text: expect.stringMatching(/^The router cannot be described: .*\n$/),
  });
  const nowhere = { file: join(folder, "none", "contract.lock.json") };
  expect(await run("accept", before, nowhere)).toMatchObject({
    code: 2,
    text: expect.stringContaining("cannot be written: ENOENT"),
  });
});

test("colors only where they are wanted", async () => {
  await run("accept", gives(z.string()));

  const escape = String.fromCodePoint(27);
  expect((await run("check", gives(z.number()))).text).not.toContain(escape);
  expect((await run("check", gives(z.number()), { isColored: true })).text).toContain(`${escape}[31mBreaking`);
});
