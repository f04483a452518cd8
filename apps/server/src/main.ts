import { runServer } from "./run-server.ts";

const args = process.argv.slice(2);
if (args.length === 0) await runServer();
else {
  const { operate } = await import("./operate/operate.ts");
  const { stdin, stdout, stderr } = process;
  process.exitCode = await operate(args, { stdin, stdout, stderr });
}
