import { run } from "./run.ts";

const { stdin, stdout, stderr, env } = process;

process.on("SIGINT", () => process.exit(130));
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // The reader has seen enough, as in `tenon posts list | head -1`.
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), { stdin, stdout, stderr, env, now: () => new Date() });
