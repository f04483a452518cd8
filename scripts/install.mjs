// Brings the dependencies to what the lockfile says. Plain JavaScript without imports from npm: it runs before there are any.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  appendFileSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => path.join(root, ...parts);
const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));
const stampFile = inRoot("node_modules", ".install-stamp");
const lockFile = inRoot(".tenon", "install.lock");

export const { packageManager, engines } = readJson(inRoot("package.json"));

/** A reason not to start, told in a sentence and without a stack. */
export class Refusal extends Error {}

export async function installIfNeeded() {
  if (isInstalled()) return;
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new Refusal(`${root} cannot be written to by this user, and the dependencies have to be installed into it.`);
  }
  await locked(async () => isInstalled() || (await install()));
}

/** A digest of all that decides what an install brings; the scripts of a package.json do not. */
function wanted() {
  const folders = ["apps", "packages"].flatMap((parent) =>
    readdirSync(inRoot(parent)).map((name) => inRoot(parent, name)),
  );
  const manifests = [root, ...folders]
    .map((folder) => path.join(folder, "package.json"))
    .filter(existsSync)
    .map(readJson);
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ".pnpmfile.cjs"])
    hash.update(readFileSync(inRoot(file)));
  for (const { name, bin, dependencies, devDependencies, optionalDependencies, peerDependencies } of manifests)
    hash.update(JSON.stringify({ name, bin, dependencies, devDependencies, optionalDependencies, peerDependencies }));
  return hash.digest("hex") + packageManager;
}

const isInstalled = () => existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted();

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Holds the lock while `work` runs. A lock whose processes are all dead is taken over. */
async function locked(work) {
  mkdirSync(path.dirname(lockFile), { recursive: true });
  const owners = () =>
    existsSync(lockFile) ? readFileSync(lockFile, "utf8").split("\n").filter(Boolean).map(Number) : [];
  for (let isTold = false; ; await sleep(200)) {
    try {
      writeFileSync(lockFile, `${process.pid}\n`, { flag: "wx" });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (!owners().some(isAlive)) rmSync(lockFile, { force: true });
      else if (!isTold) console.error("Another process is installing the dependencies; waiting for it …");
      isTold = true;
      continue;
    }
    // Somebody who had seen a dead owner may have removed this new lock instead.
    await sleep(50);
    if (owners()[0] === process.pid) break;
  }
  try {
    await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** What npm tells its children about itself would configure the npm and pnpm below; what the user set for the network stays. */
function installEnv() {
  const isKept = (name) =>
    !/^npm_/i.test(name) || /^npm_config_(registry|cache|userconfig|\w*proxy|cafile|strict_ssl)$/i.test(name);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => isKept(name)));
  return {
    ...env,
    npm_config_update_notifier: "false",
    npm_config_fetch_retry_mintimeout: "1000",
    npm_config_fetch_retry_maxtimeout: "3000",
  };
}

async function install() {
  const startedAt = Date.now();
  process.stderr.write(`Installing dependencies${existsSync(stampFile) ? "" : " (first start only)"} … `);
  // The lockfile pins every byte and is reviewed, so its policies are not fetched again for each package (10 s and 186 MB).
  const options = ["--frozen-lockfile", "--trust-lockfile", "--config.confirmModulesPurge=false"];
  // Its own pauses between attempts are 10 s and 60 s: without a network that is a minute of silence.
  const patience = ["--config.fetchRetryMintimeout=1000", "--config.fetchRetryMaxtimeout=3000"];
  const args = ["--yes", packageManager, "install", ...options, ...patience];
  const child = spawn("npx", args, {
    cwd: root,
    env: installEnv(),
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (child.pid) appendFileSync(lockFile, `${child.pid}\n`);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const failure = await new Promise((done) => {
    child.on("error", (error) =>
      done(error.code === "ENOENT" ? "npx was not found: npm must be installed beside Node." : error.message),
    );
    child.on("close", (code) => done(code === 0 ? "" : output));
  });
  const isOffline = /ENOTFOUND|EAI_AGAIN|ENETUNREACH|ECONNREFUSED|ETIMEDOUT|dns error|error sending request/.test(
    failure,
  );
  if (isOffline)
    throw new Refusal(
      "\nThe package registry cannot be reached. Installing the dependencies needs a network connection; later starts do not.",
    );
  if (failure) throw new Refusal(`\n${failure}\nThe dependencies could not be installed.`);
  writeFileSync(stampFile, wanted());
  console.error(`done in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}
