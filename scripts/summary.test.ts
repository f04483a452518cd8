import { join } from "node:path";
import { expect, test } from "vitest";
import { render, requireAll, summarize, type VitestReport } from "./summary.ts";

type Result = VitestReport["testResults"][number];

const fileOf = (...statuses: string[]): Result => ({
  name: join(process.cwd(), "a.test.ts"),
  status: statuses.includes("failed") ? "failed" : "passed",
  message: "",
  assertionResults: statuses.map((status, index) => ({ fullName: `test ${index}`, status, tags: [] })),
});
const reportOf = (...testResults: Result[]): VitestReport => ({ testResults });
const failuresOf = (report: VitestReport | undefined, code: number | null) => summarize(report, code).failures;

test("passes and failures are counted and named", () => {
  const summary = summarize(reportOf(fileOf("passed", "failed"), fileOf("passed")), 1);
  expect(summary).toEqual({ passed: 2, failures: ["a.test.ts > test 1"], skipped: [] });
  expect(render(summary)).toBe("FAILED  a.test.ts > test 1\n2 passed, 1 failed");
});

test("no report, no test, and a code without a failed test are failures", () => {
  expect(failuresOf(undefined, 0)).toEqual(["vitest ended without a report"]);
  expect(failuresOf(reportOf(), 0)).toEqual(["vitest found no test"]);
  expect(failuresOf(reportOf(fileOf("passed")), 1)).toHaveLength(1);
  expect(failuresOf(reportOf(fileOf("passed")), null)).toHaveLength(1);
  expect(failuresOf(reportOf(fileOf("passed")), 0)).toEqual([]);
});

test("a file that cannot be loaded is a failure, and so is a test in an unknown state", () => {
  const broken: Result = { ...fileOf(), status: "failed", message: "no such module" };
  expect(failuresOf(reportOf(fileOf("passed"), broken), 1)).toEqual(["a.test.ts: no such module"]);
  expect(failuresOf(reportOf(fileOf("run")), 0)).toEqual(["a.test.ts > test 0"]);
});

test("skipped tests say what they need, and fail where everything is required", () => {
  const file = fileOf("passed", "skipped", "todo");
  file.assertionResults[1]?.tags.push("chromium");
  const summary = summarize(reportOf(file), 0);
  const lines = render(summary).split("\n");
  expect(lines.slice(-2)).toEqual(["2 skipped: 1 for want of chromium, 1 marked in the tests", "1 passed, 0 failed"]);
  expect(lines[0]).toBe("skipped a.test.ts > test 1 needs chromium");
  expect(requireAll(summary)).toMatchObject({ passed: 1, skipped: [], failures: { length: 2 } });
});
