import { existsSync, globSync, utimesSync, watch } from "node:fs";
import { dirname, join } from "node:path";
import { emitDeclarations, workspace } from "../packages/client/scripts/declarations.ts";

const quietMs = 100;
const toldAtMost = 3;

export type KeepOptions = {
  /** Again after each change, not only now. */
  isWatching: boolean;
  /** What hears of type errors. @default standard error */
  tell?: (text: string) => void;
  /** @default this workspace */
  root?: string;
};

/**
 * Keeps fresh what clients' editors and compilers know of the server: the declarations behind `@tenon/client`.
 * One build for each change, which leaves nothing in memory: `tsc -b --watch` holds 200 MB, polls, and notices after seconds.
 */
export function keepDeclarations({ isWatching, tell = console.error, root = workspace }: KeepOptions): Disposable {
  const abort = new AbortController();
  const outdated = new Set<string>();
  let isRunning = false;
  let told = "";

  const emit = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    let errors: string[] = [];
    do {
      const isBehind = outdated.size === 0;
      for (const folder of outdated) markOutdated(folder);
      outdated.clear();
      errors = await emitDeclarations({ root, isBehind, signal: abort.signal }).catch(asErrors);
    } while (outdated.size > 0);
    isRunning = false;
    const text = describe(errors);
    if (text !== told && !abort.signal.aborted) tell(text || "types    fine again");
    told = text;
  };

  let timer: NodeJS.Timeout | undefined;
  for (const folder of isWatching ? globSync("packages/*/src", { cwd: root }) : []) {
    const source = join(root, folder);
    const watcher = watch(source, { recursive: true, persistent: false, signal: abort.signal });
    watcher.on("error", (error) => tell(`types    changes of ${folder} go unnoticed: ${String(error)}`));
    watcher.on("change", (_event, name) => {
      if (!String(name).endsWith(".ts")) return;
      outdated.add(dirname(source));
      clearTimeout(timer);
      timer = setTimeout(() => void emit(), quietMs);
    });
  }
  const stop = () => {
    clearTimeout(timer);
    abort.abort();
  };
  process.on("exit", stop);
  void emit();
  return { [Symbol.dispose]: stop };
}

/** A file that changes while tsc builds is older than what tsc writes then, and tsc would take it for built. */
function markOutdated(folder: string): void {
  const buildInfo = join(folder, "tsconfig.tsbuildinfo");
  if (existsSync(buildInfo)) utimesSync(buildInfo, 1, 1);
}

const asErrors = (error: unknown) => [String(error)];

/** `types    packages/api/src/routers/posts.ts:66:32 Cannot find name 'getPst'.`, for the first few. */
function describe(errors: string[]): string {
  if (errors.length === 0) return "";
  const lines = errors.slice(0, toldAtMost).map((error) => {
    const line = error.replace(/\((\d+),(\d+)\): error TS\d+:/, ":$1:$2");
    return `types    ${line.length > 160 ? `${line.slice(0, 160)}…` : line}`;
  });
  const rest = errors.length > toldAtMost ? `${errors.length - toldAtMost} more: npm run check -- types. ` : "";
  return [...lines, `types    ${rest}Until then the types of these packages stay as they were.`].join("\n");
}
