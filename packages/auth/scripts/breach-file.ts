// `pnpm breach-file <out> [hashes.txt] [--min-count N]`: makes PASSWORD_BREACH_FILE of what HIBP's downloader has written.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { writeBreachFile } from "../src/write-breach-file.ts";

const usage = `Usage: breach-file <out> [hashes.txt] [--min-count N]

Reads lines of SHA1:COUNT in ascending order, from the file or from standard input, and writes what PASSWORD_BREACH_FILE
wants: about six bytes for each. --min-count leaves out what was seen less often.`;

const { values, positionals } = parseArgs({
  options: { "min-count": { type: "string", default: "1" }, help: { type: "boolean", short: "h" } },
  allowPositionals: true,
});
const [out, source] = positionals;
const minCount = Number(values["min-count"]);
if (values.help || out === undefined || positionals.length > 2 || !Number.isInteger(minCount) || minCount < 1) {
  console.error(usage);
  process.exit(values.help ? 0 : 2);
}

const input = source === undefined ? process.stdin : createReadStream(source);
try {
  const lines = createInterface({ input, crlfDelay: Infinity });
  console.log(`${out} has ${await writeBreachFile(out, { lines, minCount })} passwords.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
