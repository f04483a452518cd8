import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseHttpFile, runHttpFile } from "./http-file.ts";
import { password, startTestApp } from "./test-app.ts";

const folder = join(import.meta.dirname, "../../../docs/http");
const names = globSync("*.http", { cwd: folder }).toSorted();
const textOf = (name: string) => readFileSync(join(folder, name), "utf8");

test.each(names)("docs/http/%s is answered as it says", async (name) => {
  await using server = await startTestApp();
  const { email } = await server.join("root", "admin");
  // Nothing is sent there, for no jobs run; a name would have to be looked up.
  const hook = "https://192.0.66.2/tenon";
  const requests = parseHttpFile(textOf(name), { host: server.url, email, password, hook });

  const faults = await runHttpFile(requests);

  expect(faults).toEqual([]);
  expect(requests.length).toBeGreaterThan(5);
});

test("the page about the collection lists every file", () => {
  const listed = [...textOf("README.md").matchAll(/\]\((.+?\.http)\)/g)].map(([, name]) => name);

  expect(listed.toSorted()).toEqual(names);
});

test("an answer that is not as a file says is told, whatever of it is wrong", async () => {
  await using server = await startTestApp();
  const wrong = ["# => 201", "# => ETag: …", '# => $.name = "Nonet"', "# => $.nothing = …"];
  const block = (lines: string[]) => ["### Info.", ...lines, "GET {{host}}/api/v1/system/info"].join("\n");
  const text = ["@host = x", block(["# => 200", '# => $.name = "Tenon"', ...wrong]), block([])].join("\n\n");

  const faults = await runHttpFile(parseHttpFile(text, { host: server.url }));

  expect(faults.map((fault) => fault.replace(/,.*/s, ""))).toEqual([
    ...wrong.map((line) => line.replace("# =>", "Info. Expected")),
    "Info. says not what it answers",
  ]);
});
