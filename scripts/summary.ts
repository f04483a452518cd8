import { relative } from "node:path";

/** The part of the report of Vitest's JSON reporter that is read here. */
export type VitestReport = {
  testResults: {
    name: string;
    status: "passed" | "failed";
    message: string;
    assertionResults: { fullName: string; status: string; tags: string[] }[];
  }[];
};

export type Summary = { passed: number; failures: string[]; skipped: { title: string; needs?: string | undefined }[] };

/**
 * Counts a run of Vitest. Whatever is not a pass for certain is a failure: no report, no test in it, a file that could not
 * be loaded, and an exit code without a failed test (an unhandled error, coverage below its threshold).
 */
export function summarize(report: VitestReport | undefined, exitCode: number | null): Summary {
  const summary: Summary = { passed: 0, failures: [], skipped: [] };
  for (const file of report?.testResults ?? []) {
    const path = relative(process.cwd(), file.name);
    const before = summary.failures.length;
    for (const { fullName, status, tags } of file.assertionResults) {
      const title = `${path} > ${fullName}`;
      if (status === "passed") summary.passed += 1;
      else if (status === "skipped" || status === "todo" || status === "pending")
        summary.skipped.push({ title, needs: tags[0] });
      else summary.failures.push(title);
    }
    const isBroken = file.status === "failed" && summary.failures.length === before;
    if (isBroken) summary.failures.push(`${path}: ${file.message || "failed outside its tests"}`);
  }
  if (!report) summary.failures.push("vitest ended without a report");
  else if (summary.passed + summary.failures.length + summary.skipped.length === 0)
    summary.failures.push("vitest found no test");
  else if (exitCode !== 0 && summary.failures.length === 0)
    summary.failures.push(
      `vitest ended with code ${exitCode}: an unhandled error, or coverage below its threshold (above)`,
    );
  return summary;
}

/** Skips as failures, for machines that have all that a test may need. */
export function requireAll({ passed, failures, skipped }: Summary): Summary {
  const missed = skipped.map((test) => `${reasonOf(test)}, and TENON_REQUIRE_ALL forbids to skip`);
  return { passed, failures: [...failures, ...missed], skipped: [] };
}

const reasonOf = ({ title, needs }: Summary["skipped"][number]) =>
  `${title} ${needs ? `needs ${needs}` : "is marked as skipped"}`;

/** The last lines of `npm test`. */
export function render({ passed, failures, skipped }: Summary): string {
  const groups = Object.entries(Object.groupBy(skipped, ({ needs }) => needs ?? ""));
  const needs = groups.map(([name, tests = []]) =>
    name === "" ? `${tests.length} marked in the tests` : `${tests.length} for want of ${name}`,
  );
  return [
    ...failures.map((failure) => `FAILED  ${failure}`),
    ...skipped.map((test) => `skipped ${reasonOf(test)}`),
    ...(skipped.length > 0 ? [`${skipped.length} skipped: ${needs.join(", ")}`] : []),
    `${passed} passed, ${failures.length} failed`,
  ].join("\n");
}
