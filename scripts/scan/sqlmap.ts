import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { operationsOf } from "./operations.ts";
import { runTool } from "./run-tool.ts";
import type { Target } from "./target.ts";

export type SqlmapResult = { operations: number; parameters: number; findings: string[] };

/** Refusals that are answers like others; without this sqlmap gives up at the first. */
const refusals = "400,401,403,404,409,410,412,415,422,429";
const always = [
  "--batch",
  "--dbms=PostgreSQL",
  "--technique=BEUSTQ",
  "--time-sec=2",
  "--timeout=10",
  "--retries=1",
  "--skip-waf",
  "--drop-set-cookie",
  "--disable-coloring",
  "--flush-session",
  "--ignore-stdin",
  `--ignore-code=${refusals}`,
];
const usual = ["--risk=2", "--skip=cookie,user-agent,referer,host"];
const deep = ["--level=5", "--risk=2", "--skip=host"];
const none = new Set(["GET /posts/events", "GET /me/notifications/stream", "POST /files"]);

/** Each operation that takes anything but streams, which do not end, and the upload, whose form is a file. */
export async function runSqlmap(target: Target, { folder, only }: { folder: string; only?: string | undefined }) {
  const operations = await operationsOf(target);
  const missing = (await takingOperations(target)).filter(
    (route) => !none.has(route) && !operations.some((operation) => operation.route === route),
  );
  if (missing.length > 0) throw new Error(`scripts/scan/operations.ts has no ${missing.join(", no ")}`);

  const result: SqlmapResult = { operations: 0, parameters: 0, findings: [] };
  mkdirSync(folder, { recursive: true });
  for (const [index, { route, path, query, body, headers, isDeep, isFixed }] of operations.entries()) {
    if (only !== undefined && !route.includes(only)) continue;
    const [method = "", pattern = ""] = route.split(" ");
    const place = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => `${path[name]}${isFixed ? "" : "*"}`);
    const cookie = headers?.["Authorization"] === undefined ? [`Cookie: ${await target.signIn()}`] : [];
    const json = body === undefined ? [] : ["Content-Type: application/json"];
    const named = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`);
    const lines = [
      `${method} /api/v1${place}${query === undefined ? "" : `?${query}`} HTTP/1.1`,
      `Host: ${new URL(target.url).host}`,
      "User-Agent: scan",
      "Referer: http://localhost/",
      ...cookie,
      ...json,
      ...named,
      "",
      body === undefined ? "" : JSON.stringify(body),
    ];
    // Below level 4 it takes whatever is called a token for none of its business.
    const holdsToken = /token"?[:=]/i.test(`${query} ${JSON.stringify(body)}`);
    const level = isDeep ? deep : holdsToken ? ["--level=4", ...usual] : ["--level=3", ...usual];
    const options = isFixed ? [...level, "--param-filter=(custom) header"] : level;
    const file = join(folder, `${index}.txt`);
    writeFileSync(file, lines.join("\r\n"));
    const output = await runTool("sqlmap", {
      args: ["-r", file, `--output-dir=${join(folder, "out")}`, ...always, ...options],
      log: join(folder, `${index}.log`),
      maxSeconds: 900,
    });
    const { judged, findings } = read(output);
    result.operations += 1;
    result.parameters += judged;
    result.findings.push(...findings.map((line) => `${route}: ${line}`));
    console.log(`sqlmap ${route}: ${judged} parameters${findings.length > 0 ? `, ${findings.length} findings` : ""}`);
  }
  return result;
}

/** Whether it finds the hole of the control, with the same options. */
export async function findsControl(control: string, folder: string): Promise<boolean> {
  mkdirSync(folder, { recursive: true });
  const args = ["-u", `${control}?name=wren`, `--output-dir=${join(folder, "out")}`, ...always, "--level=3", ...usual];
  const output = await runTool("sqlmap", { args, log: join(folder, "control.log"), maxSeconds: 120 });
  return output.includes("identified the following injection point");
}

function read(output: string): { judged: number; findings: string[] } {
  const judged = new Set(output.match(/parameter '[^\n]+' does not (?:seem|appear) to be injectable/g)).size;
  const findings = [
    ...(output.match(
      /^.*(?:is vulnerable|identified the following injection|might be (?:injectable|vulnerable)).*$/gm,
    ) ?? []),
    ...(output.match(/\[CRITICAL\] (?!all tested parameters|target URL content appears).*$/gm) ?? []),
    ...(judged === 0 ? ["no parameter was tested"] : []),
  ];
  return { judged, findings: findings.map((line) => line.trim()) };
}

async function takingOperations({ url }: Target): Promise<string[]> {
  type Described = { parameters?: object[]; requestBody?: object };
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Described>>;
  };
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, { parameters = [], requestBody }]) => parameters.length > 0 || requestBody)
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
}
