import { expect, test } from "vitest";
import { code, files } from "./files.ts";

const vague = /^(utils?|helpers?|common|misc|managers?|services?)$/;

/** Paths with a part that says nothing of what is inside (`utils`, `string-utils`), and files that are not kebab-case. */
function nameFaults(paths: string[]): string[] {
  return paths.filter((path) => {
    const parts = path.split("/");
    const lastWords = parts.map(
      (part) =>
        part
          .replace(/(\.test(-d)?)?\.\w+$/, "")
          .split(/[.-]/)
          .at(-1) ?? "",
    );
    return lastWords.some((word) => vague.test(word)) || !/^_*[$a-z0-9.-]+$/.test(parts.at(-1) ?? "");
  });
}

test("file names say what is inside", () => {
  expect(nameFaults(code().map(({ path }) => path))).toEqual([]);
  expect(nameFaults(files("{apps,packages}/*/**/*.{prisma,css}").map(({ path }) => path))).toEqual([]);
});

test.each(["src/utils.ts", "src/string-utils.ts", "src/common/x.ts", "src/post.service.ts", "src/postManager.ts"])(
  "%s is refused",
  (path) => {
    expect(nameFaults([path])).toEqual([path]);
  },
);

test.each(["src/posts.ts", "src/common-passwords.ts", "src/app-error.test.ts", "src/testing/global-setup.ts"])(
  "%s is fine",
  (path) => {
    expect(nameFaults([path])).toEqual([]);
  },
);
