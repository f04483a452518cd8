import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";

type Frame = { functionName: string; url: string; lineNumber: number; columnNumber: number };
type Node = { id: number; callFrame: Frame; children?: number[] };
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[] };

export type SelfTimes = { packages: [string, number][]; functions: [string, number][] };

const sharesOf = (times: Map<string, number>): [string, number][] => {
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times].map(([name, time]): [string, number] => [name, time / total]).toSorted((a, b) => b[1] - a[1]);
};

/** Where a V8 profile's time went, through the bundle's source map. Native calls count for the package that made them. */
export function selfTimes(file: string, skipMicros: number): SelfTimes {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, "utf8")) as Profile;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node])));
  const places = new Map<Frame, string>(nodes.map(({ callFrame }) => [callFrame, placeOf(callFrame)]));
  const callerOf = (node: Node): string => {
    const place = places.get(node.callFrame) ?? "";
    const parent = parents.get(node.id);
    return place === "native" && parent ? callerOf(parent) : packageOf(place);
  };

  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  let at = 0;
  for (const [index, id] of samples.entries()) {
    const [time = 0, node] = [timeDeltas[index], byId.get(id)];
    at += time;
    if (at < skipMicros || !node || node.callFrame.functionName === "(idle)") continue;
    const name = `${node.callFrame.functionName || "anonymous"} (${places.get(node.callFrame)})`;
    const owner = callerOf(node);
    packages.set(owner, (packages.get(owner) ?? 0) + time);
    functions.set(name, (functions.get(name) ?? 0) + time);
  }
  return { packages: sharesOf(packages), functions: sharesOf(functions) };
}

const maps = new Map<string, SourceMap | undefined>();

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) {
    const isThere = existsSync(`${file}.map`);
    maps.set(file, isThere ? new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8"))) : undefined);
  }
  return maps.get(file);
}

/** `@prisma/client/runtime/client.js:65`, `packages/core/src/paging.ts:24`, `node:internal/url:800`. */
function placeOf({ functionName, url, lineNumber, columnNumber }: Frame): string {
  if (url === "") return functionName.startsWith("(") ? functionName : "native";
  if (!url.startsWith("file:")) return url.startsWith("wasm:") ? "wasm" : `${url}:${lineNumber + 1}`;
  const path = url.slice("file://".length);
  const entry = mapOf(path)?.findEntry(lineNumber, columnNumber);
  const original = entry && "originalSource" in entry ? entry : undefined;
  const source = original ? new URL(original.originalSource, url).pathname : path;
  const short = source.replace(/^.*\/node_modules\/(?!\.pnpm)/, "").replace(/^.*\/(?=(packages|apps|bench)\/)/, "");
  return `${short}:${(original?.originalLine ?? lineNumber) + 1}`;
}

function packageOf(place: string): string {
  if (place.startsWith("node:")) return place.includes("undici") ? "node: undici" : "node:";
  if (place.startsWith("(") || !place.includes("/")) return place;
  return place
    .split("/")
    .slice(0, /^(@|packages|apps|bench)/.test(place) ? 2 : 1)
    .join("/");
}
