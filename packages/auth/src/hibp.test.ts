import { hash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { createHibp } from "./hibp.ts";

const digits = "5E2F5C1E7FC6FC1C7C9E4B1D9C6A7B9C7F6D3C11";

/** A stand-in for the service that answers as it is told, on the loopback. */
async function serve(answer: (req: IncomingMessage, res: ServerResponse) => void) {
  const requests: IncomingMessage[] = [];
  const server = createServer((req, res) => {
    requests.push(req);
    answer(req, res);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const failures: unknown[] = [];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const list = createHibp({ url, timeoutMs: 300, onFailure: (error) => failures.push(error) });
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await list.close();
  };
  return { requests, failures, list, [Symbol.asyncDispose]: close };
}

const sha1Of = (password: string): string => hash("sha1", password, "hex").toUpperCase();

test("is told five digits of the hash and nothing else, and pads its answer", async () => {
  const sha1 = sha1Of("correct horse battery");
  await using service = await serve((_, res) => res.end(`${"0".repeat(35)}:9\r\n${sha1.slice(5)}:42\r\n`));

  expect(await service.list.has("correct horse battery")).toBe(true);

  const [request] = service.requests;
  expect(request?.url).toBe(`/range/${sha1.slice(0, 5)}`);
  expect(request?.headers["add-padding"]).toBe("true");
  expect(JSON.stringify(request?.rawHeaders)).not.toMatch(/correct|horse/);
  expect(service.failures).toEqual([]);
});

test("padding, other suffixes and parts of them are no hits", async () => {
  const sha1 = sha1Of("correct horse battery");
  const body = [`${sha1.slice(5)}:0`, `${digits.slice(5)}:7`, `${sha1.slice(6)}:7`, `A${sha1.slice(5)}:7`].join("\r\n");
  await using service = await serve((_, res) => res.end(body));

  expect(await service.list.has("correct horse battery")).toBe(false);
});

type Answer = (req: IncomingMessage, res: ServerResponse) => void;
const failing: Record<string, Answer> = {
  fails: (_, res) => res.writeHead(503).end(),
  "says nothing": () => {},
  "sends one elsewhere": (_, res) => res.writeHead(302, { location: "/" }).end(),
  "breaks off": (req) => req.socket.destroy(),
};

test.for(Object.entries(failing))("a service that %s lets the password through, and is told of", async ([, answer]) => {
  await using service = await serve(answer);

  expect(await service.list.has("correct horse battery")).toBe(false);
  expect(service.failures).toHaveLength(1);
});
