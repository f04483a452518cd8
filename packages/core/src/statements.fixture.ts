import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A statement as it was sent, with its parameters in text format. */
export type Statement = { sql: string; values: (string | null)[] };

export type StatementTap = AsyncDisposable & {
  /** The database's URL, by way of the tap. */
  url: string;
  /** What was executed since the last call. */
  take(): Statement[];
};

/** Stands between a client and PostgreSQL and notes what really is executed, whoever wrote it. */
export async function startStatementTap(url: string): Promise<StatementTap> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let statements: Statement[] = [];
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => [client, upstream].forEach((either) => either.destroy()));
    }
    const read = readStatements((statement) => statements.push(statement));
    client.on("data", (bytes: Buffer) => {
      read(bytes);
      upstream.write(bytes);
    });
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const own = new URL(url);
  own.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: own.href,
    take() {
      const taken = statements;
      statements = [];
      return taken;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Follows one connection's Parse, Bind and Query messages (PostgreSQL's frontend protocol 3.0). */
function readStatements(note: (statement: Statement) => void): (bytes: Buffer) => void {
  const parsed = new Map<string, string>();
  let rest = Buffer.alloc(0);
  let typeLength = 0;

  const read = (message: Buffer) => {
    const text = (from: number) => message.toString("utf8", from, message.indexOf(0, from));
    const first = text(5);
    const second = text(message.indexOf(0, 5) + 1);
    const type = String.fromCharCode(message[0] ?? 0);
    if (type === "Q") note({ sql: first, values: [] });
    if (type === "P") parsed.set(first, second);
    if (type === "B") note({ sql: parsed.get(second) ?? "", values: valuesOf(message) });
  };

  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= typeLength + 4) {
      const length = typeLength + rest.readInt32BE(typeLength);
      if (rest.length < length) return;
      if (typeLength > 0) read(rest.subarray(0, length));
      rest = rest.subarray(length);
      // Only the very first message has no type.
      typeLength = 1;
    }
  };
}

function valuesOf(bind: Buffer): (string | null)[] {
  let at = bind.indexOf(0, bind.indexOf(0, 5) + 1) + 1;
  at += 2 + 2 * bind.readInt16BE(at);
  const count = bind.readInt16BE(at);
  at += 2;
  return Array.from({ length: count }, () => {
    const length = bind.readInt32BE(at);
    at += 4;
    if (length < 0) return null;
    at += length;
    return bind.toString("utf8", at - length, at);
  });
}
