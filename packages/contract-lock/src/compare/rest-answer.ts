import type { RestContract } from "../contract.ts";
import type { Pair } from "../schema/walk.ts";
import { type PartChange, changeAt } from "./part.ts";

/** Compares what a REST answer has besides its body. */
export function compareRestAnswer({ before, after }: Pair<RestContract>): PartChange[] {
  const status = changeAt("/rest/status");
  const cache = changeAt("/rest/cacheControl");
  const text = `Success is ${after.status} instead of ${before.status}. Callers that go by the status take it for something else.`;
  return [
    ...(before.status === after.status ? [] : [status.breaking("rest-status-changed", text)]),
    ...compareEtag(before.etag, after.etag),
    ...compareHeader({ name: "Link", key: "paginate" }, { before, after }),
    ...compareHeader({ name: "Location", key: "location" }, { before, after }),
    ...(before.cacheControl === after.cacheControl
      ? []
      : [
          cache.compatible(
            "rest-cache-changed",
            `Cache-Control is ${after.cacheControl ?? "the default"} instead of ${before.cacheControl ?? "the default"}.`,
          ),
        ]),
  ];
}

/** What a tag is good for: a weak one only for If-None-Match, the others for If-Match as well. */
const STRENGTH = { none: 0, body: 1, strong: 2, version: 2 } as const;

function compareEtag(was: RestContract["etag"], is: RestContract["etag"]): PartChange[] {
  if (was === is) return [];
  const { breaking, compatible } = changeAt("/rest/etag");
  const [before, after] = [was ?? "none", is ?? "none"] as const;
  if (STRENGTH[after] >= STRENGTH[before]) {
    const rule = before === "none" ? "rest-etag-added" : "rest-etag-changed";
    return [compatible(rule, `The ETag is ${etagName(after)} instead of ${etagName(before)}.`)];
  }
  return after === "none"
    ? [
        breaking(
          "rest-etag-removed",
          "There is no ETag any more. Callers that send it back lose their protection, or their 304.",
        ),
      ]
    : [breaking("rest-etag-weakened", "The ETag is a weak one, of the body. If-Match no longer takes it.")];
}

function etagName(etag: keyof typeof STRENGTH): string {
  return { none: "none", body: "a weak one of the body", strong: "a strong one", version: "the version and the body" }[
    etag
  ];
}

function compareHeader(
  { name, key }: { name: string; key: "paginate" | "location" },
  { before, after }: Pair<RestContract>,
): PartChange[] {
  if (before[key] === after[key]) return [];
  const { breaking, compatible } = changeAt(`/rest/${key}`);
  const rule = `rest-${name.toLowerCase()}`;
  return after[key]
    ? [compatible(`${rule}-added`, `Answers have a ${name} header.`)]
    : [breaking(`${rule}-removed`, `Answers have no ${name} header any more. Callers that follow it find nothing.`)];
}
