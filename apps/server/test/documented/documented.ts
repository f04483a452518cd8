import type { Server } from "node:http";
import { type FindFaults, responseFaults, type WireAnswer } from "./response-faults.ts";
import type { ServedDocument } from "./served-document.ts";
import { watchServer } from "./watch-server.ts";

export type Watch = {
  /** Throws when an answer under `/api/v1` was not as the served document says. Ask before the server closes. */
  assertDocumented: () => Promise<void>;
};

// Most tests are served the same document; its schemas are compiled once.
const compiled = new Map<string, FindFaults>();

/** Holds every REST answer of a server against the document that it serves itself. */
export function watchDocumented(server: Server, url: string): Watch {
  const answers: WireAnswer[] = [];
  watchServer(server, (answer) => {
    // Conduit's have a document of their own.
    if (answer.target.includes("/api/") && !answer.target.includes("/conduit/api/")) answers.push(answer);
  });
  return {
    async assertDocumented() {
      if (answers.length === 0) return;
      const find = await faultsByDocument(url);
      const faults = answers.flatMap((answer) =>
        find(answer).map((fault) => `${answer.method} ${answer.target.slice(0, 200)} ${answer.status}: ${fault}`),
      );
      if (faults.length === 0) return;
      const distinct = [...new Set(faults)];
      throw new Error(`${distinct.length} answers are not as documented:\n${distinct.slice(0, 20).join("\n")}`);
    },
  };
}

/** `fetch` below a server's URL, for a server of another process: throws when the answer is not as its document says. */
export async function fetchDocumented(url: string, target: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url + target, init);
  const body = Buffer.from(await response.clone().arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  const answer = { method: init.method ?? "GET", target, status: response.status, headers, body };
  const faults = (await faultsByDocument(url))(answer);
  if (faults.length > 0) throw new Error(`${answer.method} ${target} ${answer.status}: ${faults.join(", ")}`);
  return response;
}

async function faultsByDocument(url: string): Promise<FindFaults> {
  const text = await (await fetch(`${url}/openapi.json`)).text();
  const find = compiled.get(text) ?? responseFaults(JSON.parse(text) as ServedDocument);
  compiled.set(text, find);
  return find;
}
