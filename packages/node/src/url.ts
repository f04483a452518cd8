/** The part of a request's URL that the direct path reads. */
export interface PlainUrl {
  readonly pathname: string;
  readonly isBatch: boolean;
  /** `?input=`, decoded. */
  readonly input: string | null;
}

/** Undefined for URLs that need a parser. The query is read as `URLSearchParams` would; the path is for `isPlainPath` to judge. */
export function readUrl(url: string): PlainUrl | undefined {
  const mark = url.indexOf("?");
  return mark === -1
    ? { pathname: url, isBatch: false, input: null }
    : withQuery(url.slice(0, mark), url.slice(mark + 1));
}

/** Whether a URL parser would leave a path as it is. It costs as much as the rest of the request. */
export const isPlainPath = (pathname: string): boolean =>
  /^\/(?!\/)[\w~,.$/-]*$/.test(pathname) && !pathname.includes("/.");

/** What tRPC's clients send: the input alone, or a batch. */
function withQuery(pathname: string, query: string): PlainUrl | undefined {
  const isBatch = query.startsWith("batch=1&input=");
  const start = isBatch ? "batch=1&input=".length : "input=".length;
  const isPlain = (isBatch || query.startsWith("input=")) && !query.includes("&", start) && !query.includes("#");
  const input = isPlain ? decoded(query.slice(start)) : undefined;
  return input === undefined ? withParams(pathname, query) : { pathname, isBatch, input };
}

function withParams(pathname: string, query: string): PlainUrl | undefined {
  if (query.includes("#")) return undefined;
  const params = new URLSearchParams(`?${query}`);
  if (params.has("connectionParams")) return undefined;
  return { pathname, isBatch: params.get("batch") === "1", input: params.get("input") };
}

/** Undefined for what `decodeURIComponent` refuses and `URLSearchParams` takes. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.includes("+") ? text.replaceAll("+", " ") : text);
  } catch {
    return undefined;
  }
}

/** One slash at either end, as upstream does. */
function trimSlashes(path: string): string {
  const start = path.startsWith("/") ? 1 : 0;
  const end = path.length > start && path.endsWith("/") ? path.length - 1 : path.length;
  return path.slice(start, end);
}

/** The procedures' path of a plain URL, as upstream cuts it. */
export const pathWithin = (pathname: string, basePath: string): string =>
  trimSlashes(trimSlashes(pathname).slice(trimSlashes(basePath).length));
