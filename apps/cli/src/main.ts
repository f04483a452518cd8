import { setTimeout as sleep } from "node:timers/promises";
import { run } from "./run.ts";

const { stdin, stdout, stderr, env } = process;

const endings: (() => Promise<unknown>)[] = [];
/** A launcher may pass on the Ctrl-C that the terminal has given this process as well: until then both are one. */
let isOneUntil = 0;
const interrupt = (code: number) => {
  if (performance.now() < isOneUntil) return;
  isOneUntil = performance.now() + 1000;
  // Once: whoever asks again does not want to wait.
  const works = endings.splice(0).map((work) => work());
  void Promise.race([Promise.allSettled(works), sleep(works.length > 0 ? 3000 : 0)]).then(() => process.exit(code));
};
process.on("SIGINT", () => interrupt(130));
process.on("SIGTERM", () => interrupt(143));
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // The reader has seen enough, as in `tenon posts list | head -1`.
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  env,
  now: () => new Date(),
  atInterrupt: (work) => void endings.push(work),
});
