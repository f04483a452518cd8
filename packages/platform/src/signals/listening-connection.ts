import pg from "pg";

const queryTimeoutMs = 2000;

type Options = { url: string; connectTimeoutMs?: number; heartbeatMs?: number };
type Channel = { /** An identifier, also the connection's name. */ name: string; receive: (text: string) => void };

/** A connection that listens, from its opening to its end, which it notices also when nobody tells it. */
export class ListeningConnection {
  /** Resolves when it is over, for whatever reason. */
  readonly ended: Promise<void>;
  readonly #client: pg.Client;
  readonly #over = Promise.withResolvers<void>();
  #last: Promise<unknown> = Promise.resolve();
  #isEnding = false;

  private constructor(client: pg.Client) {
    this.#client = client;
    this.ended = this.#over.promise;
    // Without a listener an error of an idle connection would end the process.
    client.on("error", () => this.#over.resolve());
    client.on("end", () => this.#over.resolve());
  }

  static async open(
    { url, connectTimeoutMs = 2000, heartbeatMs = 10_000 }: Options,
    { name, receive }: Channel,
  ): Promise<ListeningConnection> {
    const client = new pg.Client({
      connectionString: url,
      application_name: name.replace("_", "-"),
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: queryTimeoutMs,
      keepAlive: true,
    });
    const connection = new ListeningConnection(client);
    client.on("notification", ({ payload = "" }) => receive(payload));
    await client.connect();
    await connection.ask(`LISTEN ${name}`);
    const heartbeat = setInterval(() => void connection.ask("SELECT 1").catch(() => {}), heartbeatMs).unref();
    void connection.ended.then(() => clearInterval(heartbeat));
    return connection;
  }

  /** One statement after the other. A connection that fails once is given up: its answer may still come, or never. */
  ask(sql: string, values?: unknown[]): Promise<void> {
    const asked = this.#last.then(async () => {
      await this.#client.query(sql, values);
    });
    this.#last = asked.catch(() => this.end());
    return asked;
  }

  end(): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    void this.#client
      .end()
      .catch(() => {})
      .then(this.#over.resolve);
  }
}
