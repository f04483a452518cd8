// pnpm scan [sqlmap|wapiti] [--only "GET /posts"]: Debian's sqlmap and wapiti against a server of its own on loopback. Fails on any
// finding and on any answer of 5xx. What they said is kept in .tenon/scan; the last results are in docs/security.md.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

await import("../packages/db/scripts/generate.ts");
const { startControl, startListener } = await import("./scan/listeners.ts");
const { startTarget } = await import("./scan/target.ts");
const sqlmap = await import("./scan/sqlmap.ts");
const wapiti = await import("./scan/wapiti.ts");

const { positionals, values } = parseArgs({ allowPositionals: true, options: { only: { type: "string" } } });
const tools = positionals.length > 0 ? positionals : ["sqlmap", "wapiti"];
for (const tool of tools) {
  if (spawnSync(tool, ["--version"]).error) throw new Error(`${tool} is not installed: apt-get install ${tool}`);
}

const root = join(import.meta.dirname, "../.tenon/scan");
for (const tool of tools) rmSync(join(root, tool), { recursive: true, force: true });
mkdirSync(root, { recursive: true });
await using stack = new AsyncDisposableStack();
const files = mkdtempSync(join(root, "files-"));
stack.defer(() => rmSync(files, { recursive: true, force: true }));
const target = await startTarget(stack, files);
const control = await startControl(stack, target);
let isClean = true;
/** Answers that say nothing of what a procedure makes of its input. */
const guarded = new Set(["UNAUTHENTICATED", "FORBIDDEN", "RATE_LIMITED", "TOO_MANY_ATTEMPTS", "SUDO_REQUIRED"]);

if (tools.includes("sqlmap")) {
  const folder = join(root, "sqlmap");
  if (!(await sqlmap.findsControl(control, folder))) throw new Error("sqlmap does not find the hole of the control");
  target.take();
  const { operations, parameters, findings } = await sqlmap.runSqlmap(target, { folder, only: values.only });
  report(`sqlmap: ${operations} operations, ${parameters} parameters`, findings);
}
if (tools.includes("wapiti")) {
  const listener = await startListener(stack);
  const folder = join(root, "wapiti");
  if (!(await wapiti.findsControl(control, folder))) throw new Error("wapiti does not find the holes of the control");
  target.take();
  const authorization = { Cookie: await target.signIn() };
  const { crawled, findings } = await wapiti.runWapiti(target, { folder, listener: listener.url, authorization });
  report(`wapiti: ${crawled} pages and calls`, [...findings, ...listener.heard.map((line) => `called: ${line}`)]);
}
process.exitCode = isClean ? 0 : 1;

function report(title: string, findings: string[]): void {
  const { statuses, calls, faults } = target.take();
  const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const outcomes = new Map<string, number>();
  for (const call of calls.values())
    for (const [outcome, count] of call) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count);
  const listed = <Key>(counts: Map<Key, number>) =>
    [...counts]
      .toSorted(([, a], [, b]) => b - a)
      .map(([key, count]) => `${String(key)} ${count}`)
      .join(", ");
  console.log(`\n${title}; ${total} requests`);
  console.log(`  answered: ${listed(statuses)}`);
  console.log(`  ${calls.size} procedures called: ${listed(outcomes)}`);
  console.log(`    ${[...calls.keys()].toSorted().join(" ")}`);
  const unjudged = [...calls].filter(([, call]) => [...call.keys()].every((outcome) => guarded.has(outcome)));
  console.log(`  never got past the guard: ${unjudged.map(([name]) => name).join(", ") || "none"}`);
  for (const line of new Set([...findings, ...faults])) console.log(`  FOUND ${line}`);
  if (findings.length + faults.length > 0) isClean = false;
}
