import { octets } from "./body-bytes.ts";
import { usualMethod } from "./known-paths.ts";
import type { OptionSpec } from "./options.ts";
import type { RequestSpec } from "./request-spec.ts";
import type { RawRequest } from "./side.ts";

/** The bytes of a request. What it leaves open is chosen so that a server with these options would accept it. */
export function renderRequest(spec: RequestSpec, options: OptionSpec): RawRequest {
  const method = spec.method === "usual" ? usualMethod(spec.calls[0]?.path) : spec.method;
  const batch = spec.batch === "usual" ? (spec.calls.length > 1 ? "1" : undefined) : spec.batch;
  const input = renderInputs(spec, options, batch === "1");
  const inQuery = spec.place === "query" || spec.place === "both" || (spec.place === "usual" && method !== "POST");
  const inBody = spec.place === "body" || spec.place === "both" || (spec.place === "usual" && method === "POST");
  const content = inBody ? octets(spec.body, input ?? "") : Buffer.alloc(0);
  const target = renderTarget(spec, options) + renderQuery(spec, { batch, input: inQuery ? input : undefined });
  const withBody = inBody || method === "POST";
  const head = [
    `${method} ${target} HTTP/${spec.version}`,
    ...renderHeaders(spec, { withBody, length: content.length }),
  ];
  const headBytes = Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1");
  const bodyParts = withBody ? renderBody(spec, content) : [];
  return {
    method,
    parts: spec.cuts.length === 0 ? [Buffer.concat([headBytes, ...bodyParts])] : [headBytes, ...bodyParts],
  };
}

function renderInputs(
  { calls, inputs, wrapped }: RequestSpec,
  { root }: OptionSpec,
  isBatch: boolean,
): string | undefined {
  const wrap = (input: string | undefined) => {
    if (input === undefined || !wrapped) return input;
    if (root.transformer === "superjson") return `{"json":${input}}`;
    return root.transformer === "asymmetric" ? `{"in":${input}}` : input;
  };
  const texts = calls.map(({ input }) => wrap(input));
  if (!isBatch) return texts[0];
  const entries = texts.flatMap((text, index) => (text === undefined ? [] : [[`"${index}"`, text] as const]));
  const record = (list: readonly (readonly [string, string])[]) =>
    `{${list.map(([key, text]) => `${key}:${text}`).join(",")}}`;
  switch (inputs) {
    case "by index":
      return record(entries);
    case "list":
      return `[${texts.map((text) => text ?? "null").join(",")}]`;
    case "first only":
      return record(entries.slice(0, 1));
    case "last only":
      return record(entries.slice(-1));
    case "with extras":
      return record([['"__proto__"', '{"0":1}'], ['"x"', "1"], ...entries, ['"99"', "{}"]]);
    case "spaced":
      return ` { ${entries.map(([key, text]) => `${key} :\n${text}`).join(" ,\t")} } `;
    case "nested":
      return record([['"0"', record(entries)]]);
  }
}

function renderTarget(spec: RequestSpec, { basePath = "/", root }: OptionSpec): string {
  const names = spec.calls.map(({ path }) =>
    root.pathSeparator === "." ? path : path.replaceAll(".", root.pathSeparator),
  );
  const path = names
    .map((name) => renderPath(name, spec.pathForm))
    .join(spec.pathForm === "commas encoded" ? "%2C" : ",");
  const base = `/${basePath.replace(/^\//, "").replace(/\/$/, "").replaceAll(" ", "%20")}`;
  const bases: Record<RequestSpec["base"], string> = {
    right: base === "/" ? "" : base,
    none: "",
    other: "/some",
    doubled: base + base,
    "upper case": base.toUpperCase(),
    encoded: base.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
    "one letter less": base.slice(0, -1),
  };
  return `${spec.target}${bases[spec.base]}/${sendable(spec.before)}${path}${sendable(spec.after)}`;
}

function renderPath(name: string, form: RequestSpec["pathForm"]): string {
  const encoded = Buffer.from(name).reduce(
    (text, byte) => text + `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    "",
  );
  const component = name
    .split(",")
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join(",");
  switch (form) {
    case "as it is":
      return sendable(name);
    case "all encoded":
      return encoded;
    case "lower hex":
      return component.replace(/%../g, (code) => code.toLowerCase());
    case "twice encoded":
      return encodeURIComponent(component);
    default:
      return component;
  }
}

function renderQuery(
  spec: RequestSpec,
  { batch, input }: { batch: string | undefined; input: string | undefined },
): string {
  const parameters = [
    spec.queryBefore,
    batch === undefined ? "" : `batch=${sendable(batch)}`,
    input === undefined ? "" : `input=${renderQueryValue(input, spec.queryForm)}`,
    spec.queryAfter,
  ];
  const query = parameters
    .filter((part) => part !== "")
    .map((part) => sendable(part))
    .join("&");
  return query === "" ? "" : `?${query}`;
}

function renderQueryValue(value: string, form: RequestSpec["queryForm"]): string {
  const component = encodeURIComponent(value.toWellFormed());
  switch (form) {
    case "component":
      return component;
    case "form":
      return new URLSearchParams({ v: value }).toString().slice(2);
    case "bare":
      return sendable(value).replaceAll("&", "%26");
    case "lower hex":
      return component.replace(/%../g, (code) => code.toLowerCase());
    case "malformed":
      return `${component.slice(0, -1)}%`;
  }
}

/** Only what Node's parser would refuse is encoded; beyond ASCII the bytes of UTF-8 are sent. */
function sendable(text: string): string {
  const encoded = text.replace(/[\0-\x20\x7f]/g, (char) => encodeURIComponent(char));
  return Buffer.from(encoded).toString("latin1");
}

function renderHeaders(spec: RequestSpec, { withBody, length }: { withBody: boolean; length: number }): string[] {
  const binary: Partial<Record<RequestSpec["body"], string>> = {
    form: "multipart/form-data; boundary=XX",
    "form cut short": "multipart/form-data; boundary=XX",
    bytes: "application/octet-stream",
  };
  const usualTypes = withBody ? [binary[spec.body] ?? "application/json"] : [];
  return [
    ...(spec.host === undefined ? [] : [`Host: ${spec.host}`]),
    ...(spec.contentTypes ?? usualTypes).map((type) => `Content-Type: ${type}`),
    ...spec.headers,
    ...(withBody ? [spec.framing === "length" ? `Content-Length: ${length}` : "Transfer-Encoding: chunked"] : []),
  ];
}

function renderBody({ cuts, framing }: RequestSpec, content: Buffer): Buffer[] {
  const places = cuts.map((percent) => Math.floor((content.length * percent) / 100)).toSorted((a, b) => a - b);
  const edges = [0, ...places, content.length];
  const pieces = edges
    .slice(1)
    .map((end, index) => content.subarray(edges[index], end))
    .filter(({ length }) => length > 0);
  if (framing === "length") return pieces;
  const end = framing === "chunked" ? "0\r\n\r\n" : "0\r\nx-trailer: 1\r\n\r\n";
  const chunks = pieces.map((piece) =>
    Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")]),
  );
  return [...chunks, Buffer.from(end)];
}
