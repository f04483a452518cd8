import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";

type Run = { args: string[]; /** Where its output is kept. */ log: string; maxSeconds: number };

/** What a program printed; one that takes too long is ended, and that is told as a fault. */
export async function runTool(program: string, { args, log, maxSeconds }: Run): Promise<string> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], timeout: maxSeconds * 1000 });
  const kept = createWriteStream(log);
  kept.write(`${program} ${args.join(" ")}\n`);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      kept.write(text);
    });
  const [, signal] = (await once(child, "close")) as [number | null, string | null];
  kept.end();
  return signal === null ? output : `${output}\n[CRITICAL] ended after ${maxSeconds} s\n`;
}
