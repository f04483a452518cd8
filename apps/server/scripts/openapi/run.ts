import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { restDocument } from "../../src/http/rest-document.ts";
import { diffDocuments } from "./diff.ts";

export type OpenapiCommand = { args: readonly string[]; root: string; write: (text: string) => void };

/** 0 as it should be, 1 stale or breaking, 2 that cannot be told. */
export type ExitCode = 0 | 1 | 2;

export const documentFile = "openapi.json";

const usage = `openapi.json describes the REST API. It is made from the router and committed.

  pnpm openapi generate     writes it, and the client in packages/sdk from it
  pnpm openapi check        says whether it is what the router makes of it
  pnpm openapi diff [ref]   what has changed since a commit (HEAD when none is named), and whether it breaks callers
`;

/** Runs `generate`, `check` or `diff`, or says how they are used. */
export async function runOpenapiCommand({ args, root, write }: OpenapiCommand): Promise<ExitCode> {
  const [verb = "", ref, ...others] = args;
  const isKnown = verb === "diff" ? others.length === 0 : ["generate", "check"].includes(verb) && ref === undefined;
  if (!isKnown) {
    write(usage);
    return args.length === 0 || verb === "--help" ? 0 : 2;
  }
  const text = await renderDocument();
  const file = join(root, documentFile);
  if (verb === "diff") return diffDocuments({ root, ref: ref ?? "HEAD", text, write });
  if (verb === "check") return check(file, text, write);

  writeFileSync(file, text);
  execFileSync(process.execPath, [join(root, "packages/sdk/scripts/generate.ts")], { stdio: "inherit" });
  write(`${documentFile} and packages/sdk/src/generated are written.\n`);
  return 0;
}

/** The document as the server sends it. */
export async function renderDocument(): Promise<string> {
  return `${JSON.stringify(await restDocument(), null, 2)}\n`;
}

function check(file: string, text: string, write: OpenapiCommand["write"]): ExitCode {
  const committed = existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : undefined;
  if (committed === text) {
    write(`${documentFile} is what the router says.\n`);
    return 0;
  }
  const fault = committed === undefined ? "is missing" : "is stale";
  write(
    `${documentFile} ${fault}. Run \`pnpm openapi generate\` and commit it; \`pnpm openapi diff\` says what changed.\n`,
  );
  return 1;
}
