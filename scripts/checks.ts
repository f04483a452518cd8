import { spawn } from "node:child_process";
import { styleText } from "node:util";

export type Outcome = { name: string; isOk: boolean; output: string };

type Check = {
  command: string[];
  fix?: string[];
  /** The check whose products this one reads. */
  after?: string;
};

/** What must hold before any test runs. None needs a database. */
const checks: Record<string, Check> = {
  format: { command: ["oxfmt", "--list-different"], fix: ["oxfmt"] },
  // After types, which emits the declarations: without them lint takes what comes from another package for `any`.
  lint: {
    command: ["oxlint", "--type-aware", "--deny-warnings"],
    fix: ["oxlint", "--type-aware", "--fix"],
    after: "types",
  },
  types: { command: ["node", "scripts/types.ts"] },
  "dead-code": { command: ["knip", "--no-progress", "--treat-config-hints-as-errors"] },
  workspace: { command: ["sherif", "--fail-on-warnings"] },
  // Never mended by --fix: what callers rely on is accepted by a person.
  contract: { command: ["node", "--conditions=@tenon/source", "packages/api/scripts/contract.ts", "check"] },
  openapi: { command: ["node", "--conditions=@tenon/source", "apps/server/scripts/openapi.ts", "check"] },
};

export const checkNames = Object.keys(checks);

/** Runs the named checks and those they come after, side by side, and prints a line for each, with the output of those that fail. */
export async function runChecks(names: string[], { isFix = false } = {}): Promise<Outcome[]> {
  // Types read the generated Prisma client.
  const generated = await run("generate", ["node", "packages/db/scripts/generate.ts"]);
  if (!generated.isOk) return [generated];
  // What a fix cannot mend, the check after it tells.
  if (isFix) for (const name of names) await run(name, checks[name]?.fix ?? [], { isTold: false });

  const outcomes = new Map<string, Promise<Outcome>>();
  const start = (name: string): Promise<Outcome> => {
    const { command = [], after } = checks[name] ?? {};
    const first = after === undefined ? undefined : (outcomes.get(after) ?? start(after));
    const outcome = Promise.resolve(first).then(() => run(name, command));
    outcomes.set(name, outcome);
    return outcome;
  };
  for (const name of names) if (!outcomes.has(name)) void start(name);
  return Promise.all(outcomes.values());
}

async function run(name: string, [command = "", ...args]: string[], { isTold = true } = {}): Promise<Outcome> {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: "1" }) },
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const isOk = await new Promise<boolean>((done) => {
    child.on("error", (error) => {
      output += error.message;
      done(false);
    });
    child.on("close", (code) => done(code === 0));
  });
  if (isTold) report({ name, isOk, output }, performance.now() - startedAt);
  return { name, isOk, output };
}

function report({ name, isOk, output }: Outcome, ms: number): void {
  const mark = isOk ? styleText("green", "✓") : styleText("red", "✗");
  console.log(`${mark} ${name.padEnd(10)} ${(ms / 1000).toFixed(1)} s`);
  if (!isOk) console.log(`${output.trim()}\n`);
}
