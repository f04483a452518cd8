import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import type { RowResult } from "../measure/measure.ts";
import type { ProductResult } from "../measure/product.ts";
import { bars, productBar } from "./bars.ts";
import { count, megabytes, seconds, table } from "./format.ts";
import { plot } from "./plot.ts";
import { costTable, failures, instantiationsTable, tenCallsTable } from "./tables.ts";

const here = join(import.meta.dirname, "..");

/** Everything that a run has to say, for the terminal and for results.md. */
export function summary(results: readonly RowResult[], product: ProductResult | undefined): string {
  const failed = failures(results);
  return [
    "A program that calls every procedure once, in type instantiations:",
    instantiationsTable(results),
    "The same programs, check time (median of three) and memory:",
    costTable(results),
    "One file of such a program, which makes ten calls, as the server grows; and what emitting the declarations takes:",
    tenCallsTable(results),
    ...(product
      ? [`The product itself, all ${product.procedures} procedures called once:`, productTable(product)]
      : []),
    ...(failed.length > 0 ? ["Failed:", failed.map((line) => `- ${line}`).join("\n")] : []),
    ...[...bars(results), ...(product ? [productBar(product)] : [])].map(
      ({ text, isMet }) => `${isMet ? "Met" : "**Not met**"}: ${text}.`,
    ),
  ].join("\n\n");
}

export function writeResults(results: readonly RowResult[], product: ProductResult | undefined): void {
  writeFileSync(join(here, "results.svg"), plot(results));
  writeFileSync(join(here, "results.md"), `${preface()}\n\n${summary(results, product)}\n\n${styles(results)}\n`);
}

function productTable(product: ProductResult): string {
  const line = (through: "declarations" | "source") => {
    const measured = product[through];
    return "failure" in measured
      ? [through, measured.failure]
      : [
          through,
          count(measured.instantiations),
          seconds(measured.checkSeconds),
          megabytes(measured.memoryBytes),
          count(measured.files),
        ];
  };
  const head = ["@tenon/client through", "instantiations", "check", "memory", "files"];
  return table(head, [line("declarations"), line("source")]);
}

const preface = () => `# What the types of an API cost its clients

![Type instantiations by number of procedures](results.svg)

Written by \`node bench/types/run.ts\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${(cpus()[0]?.model ?? "unknown").trim()}), ${megabytes(totalmem())}, ${process.platform} ${process.arch}, Node ${process.versions.node}; load average of the last 15 minutes ${loadavg()[2]?.toFixed(1)}.
${versions()}.

Every contender serves the same resources with the same zod schemas: get, list, create, update and delete, objects of 9 to 12
fields, and a middleware for everybody, for users and for holders of a permission. Every client makes the same calls, each
procedure once, because what a procedure costs is paid where it is called; a second table shows what one file pays. Each
program also holds five mistakes that must be errors, so that no types have become \`any\`. "Through source" checks the server
as well, as \`tsc\` does whenever a client imports its source; "through declarations" has them emitted before. Instantiations
are counted by \`tsc --extendedDiagnostics --singleThreaded\` and come out the same in every run; times and memory do not.
"Per procedure" is the slope from the smallest to the largest size. Over 180 s or 8 GB a run is stopped and reported.`;

function versions(): string {
  const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  return Object.entries(manifest.devDependencies)
    .filter(([name]) => !name.startsWith("@types/"))
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
}

function styles(results: readonly RowResult[]): string {
  const contenders = [...new Set(results.map(({ row }) => row.contender))];
  const lines = contenders.map(
    ({ id, name, style, notes, docs }) =>
      `- **${name}** (\`${id}\`): ${[style, ...notes].join(". ")}. ${docs.map(link).join(", ")}`,
  );
  return `## The styles, and the documentation that they follow\n\n${lines.join("\n")}`;
}

const link = (page: string) => (page.startsWith("https:") ? `<${page}>` : `[${page}](../../${page})`);
