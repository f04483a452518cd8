import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What npm cannot bring, under each name that it has in PATH. A test that needs one carries its name as a tag. */
const names = {
  chromium: ["chromium", "chromium-headless-shell", "chromium-browser", "google-chrome"],
  "redis-server": ["redis-server"],
};

export type Program = keyof typeof names;

export const programs = Object.keys(names) as Program[];

/** The path of a program, or undefined where the machine does not have it. */
export function findProgram(program: Program, path = process.env["PATH"] ?? ""): string | undefined {
  const folders = path.split(delimiter).filter(Boolean);
  return names[program].flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}
