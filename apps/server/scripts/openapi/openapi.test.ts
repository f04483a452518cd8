import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dereference, validate } from "@readme/openapi-parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/test-app.ts";
import { redocly } from "./diff.ts";
import { renderDocument, runOpenapiCommand } from "./run.ts";

const root = join(import.meta.dirname, "../../../..");
const committed = () => readFileSync(join(root, "openapi.json"), "utf8");

type Node = Record<string, unknown>;
type Document = { paths: Record<string, Record<string, Node>>; components: { schemas: Record<string, Node> } };
const parsed = (): Document => JSON.parse(committed()) as Document;

test("two generations have the same bytes, and the committed file has them", async () => {
  const [first, second] = [await renderDocument(), await renderDocument()];

  expect(second === first).toBe(true);
  expect(committed() === first, "openapi.json is stale: run `pnpm openapi generate`").toBe(true);
});

test("a server sends the committed bytes, whatever its environment", async () => {
  await using server = await startTestApp({ PUBLIC_URL: "https://api.example.com", DOCS: "off" });

  const response = await fetch(`${server.url}/openapi.json`);

  expect((await response.text()) === committed()).toBe(true);
});

describe("the document is valid", () => {
  test("for the validator of the OpenAPI schema", async () => {
    const result = await new Validator().validate(parsed());

    expect(result).toMatchObject({ valid: true });
  });

  test("for the parser that dereferences it", async () => {
    const result = await validate(structuredClone(parsed()) as never);
    const whole = (await dereference(structuredClone(parsed()) as never)) as unknown as Document;

    expect(result).toMatchObject({ valid: true, warnings: [] });
    expect(JSON.stringify(whole.paths["/posts/{id}"]?.["get"])).toContain("Rises with each change");
  });

  test("for Redocly's recommended rules, examples among them", () => {
    const problems = lint(committed());
    const broken = lint(committed().replace('"favoritesCount": 0', '"favoritesCount": "none"'));

    expect(problems).toEqual([]);
    expect(broken.map(({ ruleId }) => ruleId)).toContain("no-invalid-media-type-examples");
  });
});

test("every operation says what it is for, and no tag is explained that none has", () => {
  const { tags, paths } = JSON.parse(committed()) as Document & { tags: { name: string; description: string }[] };
  const operations = Object.values(paths).flatMap((item) => Object.values(item)) as {
    summary: string;
    tags: string[];
  }[];
  const explained = tags.filter(({ description }) => description !== "").map(({ name }) => name);

  expect(operations.filter(({ summary }) => !/^[A-Z].* /.test(summary ?? ""))).toEqual([]);
  expect(operations.flatMap((operation) => operation.tags)).toEqual(expect.arrayContaining(explained));
});

describe("pnpm openapi", () => {
  test("check tells a stale file and a missing one, and what to do", async () => {
    using folder = repository();
    const run = () => command(folder.path, "check");

    expect(await run()).toEqual([0, "openapi.json is what the router says.\n"]);
    writeFileSync(join(folder.path, "openapi.json"), committed().replace("Read a post", "Read a letter"));
    expect(await run()).toEqual([1, expect.stringMatching(/is stale.*pnpm openapi generate/)]);
    rmSync(join(folder.path, "openapi.json"));
    expect(await run()).toEqual([1, expect.stringContaining("is missing")]);
  });

  test("diff finds nothing where nothing has changed", async () => {
    using folder = repository();

    const [code, text] = await command(folder.path, "diff");

    expect(code).toBe(0);
    expect(text).toMatch(/0 major(.|\n)*Nothing has changed(.|\n)*Nothing breaks/);
  });

  test("diff calls it breaking when an operation that callers had is gone", async () => {
    using folder = repository((document) => {
      document.paths["/drafts"] = { get: { ...document.paths["/tags"]?.["get"], operationId: "draftsList" } };
    });

    const [code, text] = await command(folder.path, "diff");

    expect(code).toBe(1);
    expect(text).toMatch(/Path `\/drafts` was removed(.|\n)*It breaks callers/);
  });

  test("diff sees in the contract what no document can say: another permission", async () => {
    using folder = repository(undefined, (lock) => lock.replace('"access": "user:unlock"', '"access": "post:read"'));

    const [code, text] = await command(folder.path, "diff");

    expect(code).toBe(1);
    expect(text).toMatch(/0 major(.|\n)*users\.unlock \/access \[access-needs-permission\]/);
  });

  test("diff with a commit that has no document says so, as does a call that it does not know", async () => {
    using folder = repository();

    expect(await command(folder.path, "diff", "v0")).toEqual([2, expect.stringContaining("at v0")]);
    expect(await command(folder.path, "diff", "--output=x")).toEqual([2, expect.stringContaining("There is no")]);
    expect(await command(folder.path, "accept")).toEqual([2, expect.stringContaining("pnpm openapi generate")]);
    expect(await command(folder.path)).toEqual([0, expect.stringContaining("pnpm openapi diff [ref]")]);
  });
});

async function command(path: string, ...args: string[]): Promise<[number, string]> {
  let output = "";
  const code = await runOpenapiCommand({ args, root: path, write: (text) => void (output += text) });
  return [code, output];
}

/** A repository whose commit holds our two files, or what earlier versions of them may have been. */
function repository(change?: (document: Document) => void, changeLock = (lock: string) => lock) {
  const path = mkdtempSync(join(tmpdir(), "tenon-openapi-test-"));
  const document = parsed();
  change?.(document);
  writeFileSync(join(path, "openapi.json"), change ? JSON.stringify(document, null, 2) : committed());
  const lock = readFileSync(join(root, "contract.lock.json"), "utf8");
  writeFileSync(join(path, "contract.lock.json"), changeLock(lock));
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], { cwd: path });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "before");
  copyFileSync(join(root, "openapi.json"), join(path, "openapi.json"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

function lint(text: string): { ruleId: string; message: string }[] {
  const folder = mkdtempSync(join(tmpdir(), "tenon-lint-"));
  try {
    writeFileSync(join(folder, "openapi.json"), text);
    const args = [redocly, "lint", "openapi.json", "--extends=recommended", "--format=json"];
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", env });
    return (JSON.parse(stdout) as { problems: { ruleId: string; message: string }[] }).problems;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
