import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { AnyTRPCRouter } from "@trpc/server";
import type { CreateHTTPHandlerOptions } from "@trpc/server/adapters/standalone";
import type { OwnRejections } from "../own-rejections.ts";
import { exchange } from "../raw-http.ts";
import type { Outcome } from "../raw-http.ts";
import { referenceRouters } from "../routers.ts";
import { handlerOptions } from "./options.ts";
import type { OptionSpec, Recording } from "./options.ts";
import { preparsing } from "./preparsing.ts";

export type CreateHandler = (
  opts: CreateHTTPHandlerOptions<AnyTRPCRouter>,
) => (req: IncomingMessage, res: ServerResponse) => unknown;

/** What the client got and what the server's own functions were told. */
export interface Observation extends Recording {
  readonly outcome: Outcome;
}

export interface RawRequest {
  readonly method: string;
  readonly parts: readonly Buffer[];
}

/** One of the two servers. Its handler is built anew for each set of options, its port stays. */
export interface Side extends AsyncDisposable {
  mount(spec: OptionSpec): void;
  send(request: RawRequest): Promise<Observation>;
}

/** One request under way: what was recorded of it, and how to stop waiting for its answer. */
interface Current {
  readonly record: Recording;
  readonly waiting: AbortController;
}

const patience = 2000;
/** In ms: how long a connection may outlive its client. */
const leaving = 1000;

export async function startSide(create: CreateHandler, rejections: OwnRejections): Promise<Side> {
  const createRouter = referenceRouters();
  // What a request does after its answer belongs to it, not to the one that follows.
  const running = new AsyncLocalStorage<Current>();
  let current: Current = begin();
  let listener: (req: IncomingMessage, res: ServerResponse) => unknown = () => {};
  const server = createServer({ requireHostHeader: false }, (req, res) => {
    // A write after the end is emitted here; without a listener it would end the process.
    res.on("error", () => {});
    running.run(current, () => void listener(req, res));
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    mount(spec) {
      const record = () => (running.getStore() ?? current).record;
      const handler = create(handlerOptions(spec, createRouter(spec.root), record));
      listener = preparsing(handler, spec.preparsed);
    },
    async send({ method, parts }) {
      const { record, waiting } = (current = begin());
      const timer = setTimeout(() => waiting.abort("no answer in time"), patience);
      rejections.listen((reason) =>
        (running.getStore() ?? current).waiting.abort(`unhandled rejection: ${String(reason)}`),
      );
      try {
        const outcome = await exchange({ port, method, parts, giveUp: waiting.signal });
        await Promise.all([...sockets].map(closed));
        return { outcome, contexts: record.contexts, errors: record.errors, metas: record.metas };
      } finally {
        clearTimeout(timer);
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Node does not always notice that a client has left whose body nobody reads. */
function closed(socket: Socket): Promise<void> {
  const timer = setTimeout(() => socket.destroy(), leaving);
  return new Promise((resolve) => {
    socket.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function begin(): Current {
  return { record: { contexts: [], errors: [], metas: [] }, waiting: new AbortController() };
}
