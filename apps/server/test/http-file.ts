/** One request of a `.http` file, as VS Code's REST Client reads it, with the `# =>` lines that say what is answered. */
export type HttpRequest = {
  title: string;
  /** What later requests call it. */
  name: string | undefined;
  expected: string[];
  method: string;
  url: string;
  headers: [string, string][];
  body: string | undefined;
};

export type HttpAnswer = { status: number; headers: Headers; body: unknown };

/** The requests of a file with its `@name = value` lines put in; `override` replaces some of those. */
export function parseHttpFile(text: string, override: Record<string, string> = {}): HttpRequest[] {
  const [head = "", ...blocks] = text.split(/^### */m);
  const values = new Map<string, string>();
  for (const [, name = "", value = ""] of head.matchAll(/^@(\w+) *= *(.*)$/gm)) {
    values.set(name, fill(override[name] ?? value, values));
  }
  return blocks.map((block) => parseBlock(fill(block, values)));
}

const fill = (text: string, values: ReadonlyMap<string, string>) =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values.get(name) ?? whole);

function parseBlock(block: string): HttpRequest {
  const [title = "", ...lines] = block.trimEnd().split("\n");
  const start = lines.findIndex((line) => !line.startsWith("#"));
  const comments = lines.slice(0, start);
  const [first = "", ...rest] = lines.slice(start);
  const gap = rest.indexOf("");
  const [, method = "", url = ""] = /^([A-Z]+) (.+)$/.exec(first) ?? [];
  const headers = (gap === -1 ? rest : rest.slice(0, gap)).map((line): [string, string] => [
    line.slice(0, line.indexOf(":")),
    line.slice(line.indexOf(":") + 1).trim(),
  ]);
  // As REST Client sends the lines of a form (RFC 2046, 4.1.1).
  const newline = headers.some(([, value]) => value.startsWith("multipart/")) ? "\r\n" : "\n";
  return {
    title,
    name: comments.flatMap((line) => /^# @name (\w+)$/.exec(line)?.[1] ?? [])[0],
    expected: comments.flatMap((line) => /^# => (.+)$/.exec(line)?.[1] ?? []),
    method,
    url,
    headers,
    body: gap === -1 ? undefined : rest.slice(gap + 1).join(newline),
  };
}

/** Sends the requests in order; tells where an answer is not what its lines say. */
export async function runHttpFile(requests: HttpRequest[]): Promise<string[]> {
  const answers = new Map<string, HttpAnswer>();
  const faults: string[] = [];
  for (const request of requests) {
    const put = (text: string) => putAnswers(text, answers);
    // With a port that is chosen at the start, addresses in answers are without it.
    const response = await fetch(new URL(put(request.url), requests[0]?.url), {
      method: request.method,
      headers: request.headers.map(([name, value]): [string, string] => [name, put(value)]),
      ...(request.body !== undefined && { body: put(request.body) }),
    });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
    const answer = { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    if (request.name !== undefined) answers.set(request.name, answer);
    const wrong = request.expected.map(put).filter((line) => !holds(line, answer));
    faults.push(...wrong.map((line) => `${request.title} Expected ${line}, was ${answer.status} ${text}`));
    if (request.expected.length === 0) faults.push(`${request.title} says not what it answers`);
  }
  return faults;
}

/** `{{login.response.body.$.token}}` and `{{read.response.headers.ETag}}`. */
const putAnswers = (text: string, answers: ReadonlyMap<string, HttpAnswer>) =>
  text.replaceAll(/\{\{(\w+)\.response\.([\w.$-]+)\}\}/g, (_, name: string, path: string) => {
    const { headers, body } = answers.get(name) ?? {};
    return String(path.startsWith("headers.") ? headers?.get(path.slice(8)) : at(body, path.replace("body.$.", "")));
  });

const at = (value: unknown, path: string): unknown =>
  path.split(".").reduce((part, key) => (part as Record<string, unknown> | null | undefined)?.[key], value);

/** Whether `201`, `Location: /api/…` or `$.title = "Hello"` is true of an answer; `…` stands for anything that is there. */
function holds(line: string, { status, headers, body }: HttpAnswer): boolean {
  const value = /^\$\.([\w.-]+) = (.+)$/.exec(line);
  if (value) return matches(at(body, value[1] ?? ""), value[2] ?? "");
  const header = /^([\w-]+): (.+)$/.exec(line);
  if (header) return matches(headers.get(header[1] ?? "") ?? undefined, header[2] ?? "");
  return line === String(status);
}

function matches(actual: unknown, expected: string): boolean {
  if (actual === undefined || actual === null) return expected === String(actual);
  const text = typeof actual === "string" ? actual : JSON.stringify(actual);
  if (expected.endsWith("…")) return text.startsWith(expected.slice(0, -1));
  return expected === text || expected === JSON.stringify(actual);
}
