import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findBinaries } from "./binaries.ts";

const someoneElse = { uid: 65_533, gid: 65_533 };
let home: string;
let native: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tenon-binaries-"));
  chmodSync(home, 0o755);
  native = join(home, "package/native");
  for (const dir of ["bin", "lib"]) mkdirSync(join(native, dir), { recursive: true });
  writeFileSync(join(native, "bin/postgres"), "server");
  writeFileSync(join(native, "lib/liba.so.1.2"), "library");
  const links = [{ source: "native/lib/liba.so.1.2", target: "native/lib/liba.so.1" }];
  writeFileSync(join(native, "pg-symlinks.json"), JSON.stringify(links));
});

afterEach(() => rmSync(home, { recursive: true }));

test("a package that can be used is used in place, with its links made", () => {
  const find = () => findBinaries(undefined, join(home, "cache"), { native, version: "18.4" });

  expect(find().postgres).toBe(join(native, "bin/postgres"));
  expect(find().version).toBe("18.4");
  expect(readFileSync(join(native, "lib/liba.so.1"), "utf8")).toBe("library");
});

test("a package that the server's account cannot reach is copied once, whatever the umask", () => {
  chmodSync(join(home, "package"), 0o700);
  const umask = process.umask(0o077);
  const find = () => findBinaries(someoneElse, join(home, "cache"), { native, version: "18.4" });

  const [first, second] = [find(), find()];
  process.umask(umask);

  const copy = join(home, `cache/postgres-18.4-${process.platform}-${process.arch}`);
  expect(first.postgres).toBe(join(copy, "bin/postgres"));
  expect(second).toEqual(first);
  expect(readFileSync(join(copy, "lib/liba.so.1"), "utf8")).toBe("library");
  expect(statSync(join(copy, "lib")).mode & 0o777).toBe(0o755);
});

test("a cache that cannot be made is said in a sentence", () => {
  chmodSync(join(home, "package"), 0o700);
  writeFileSync(join(home, "cache"), "");

  const find = () => findBinaries(someoneElse, join(home, "cache"), { native, version: "18.4" });

  expect(find).toThrow(/^The development database cannot use .*cache: a file is in the way\.$/);
});
