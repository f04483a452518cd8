// npm test: the checks, then every test with coverage. The last line is always `N passed, N failed`.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkNames, runChecks } from "./checks.ts";
import { render, requireAll, summarize, type VitestReport } from "./summary.ts";

const outcomes = await runChecks(checkNames);
const tests = await runVitest();
const summary = {
  ...tests,
  passed: tests.passed + outcomes.filter((outcome) => outcome.isOk).length,
  failures: [...outcomes.filter((outcome) => !outcome.isOk).map(({ name }) => `check ${name}`), ...tests.failures],
};
const final = process.env["TENON_REQUIRE_ALL"] === "1" ? requireAll(summary) : summary;
process.exitCode = final.failures.length > 0 ? 1 : 0;
console.log(`\n${render(final)}`);

async function runVitest() {
  const folder = mkdtempSync(join(tmpdir(), "tenon-test-"));
  const reportFile = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const child = spawn("vitest", ["run", "--coverage", ...reporters], {
    shell: process.platform === "win32",
    stdio: ["ignore", "inherit", "inherit"],
  });
  const exitCode = await new Promise<number | null>((done) => {
    child.on("error", () => done(null));
    child.on("close", done);
  });
  const report = readReport(reportFile);
  rmSync(folder, { recursive: true, force: true });
  return summarize(report, exitCode);
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  } catch {
    return undefined;
  }
}
