import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { errorsPage } from "../errors-page.ts";
import { type File, files } from "./files.ts";

const topLevel = /^(apps|packages|scripts|docs|tools|\.ci|\.github)\//;
const isPlaceholder = (path: string) => /[<>{}*…]|\.\.\.|NNN/.test(path);

/** The paths of the repository that a page cites: in backticks, from the root; in links, from the page. */
function citations({ path, text }: File): string[] {
  const prose = text.replaceAll(/^(```|~~~).*?^\1/gms, "");
  const quoted = [...prose.matchAll(/`([^`\s]+)`/g)].map(([, quote = ""]) => quote.replace(/(:\d+|#.*)$/, ""));
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link.replace(/#.*$/, ""));
  return [
    ...quoted.filter((quote) => topLevel.test(quote) && !isPlaceholder(quote)),
    ...links
      .filter((link) => link !== "" && !/^[a-z]+:/.test(link))
      .map((link) => normalize(join(dirname(path), link))),
  ];
}

const broken = (page: File) =>
  citations(page)
    .filter((cited) => !existsSync(cited))
    .map((cited) => `${page.path}: ${cited}`);

test("every path that a page cites exists", () => {
  expect(files("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/**/*.md").flatMap(broken)).toEqual([]);
});

test("docs/errors.md lists exactly the registry", () => {
  expect(files("docs/errors.md").map(({ text }) => text)).toEqual([errorsPage()]);
});

test("citations are found in backticks and in links, not in blocks, addresses and placeholders", () => {
  const text =
    "`scripts/x.ts:12` [a](x.md#y) [b](https://a.b/c.md) [c](#d) `packages/<name>/src` `pnpm check`\n```\n`apps/z.ts`\n```\n";
  expect(citations({ path: "docs/a.md", text })).toEqual(["scripts/x.ts", "docs/x.md"]);
});

test("a path that is gone is named with its page", () => {
  expect(broken({ path: "docs/a.md", text: "`scripts/gone.ts` and [one](../package.json)" })).toEqual([
    "docs/a.md: scripts/gone.ts",
  ]);
});
