import pg from "pg";

export const signalChannel = "tenon_signals";
const queryTimeoutMs = 2000;

type Options = { url: string; connectTimeoutMs?: number; heartbeatMs?: number };

/** A connection that listens, from its opening to its end, which it notices also when nobody tells it. */
export class SignalConnection {
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
    receive: (text: string) => void,
  ): Promise<SignalConnection> {
    const client = new pg.Client({
      connectionString: url,
      application_name: "tenon-signals",
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: queryTimeoutMs,
      keepAlive: true,
    });
    const connection = new SignalConnection(client);
    client.on("notification", ({ payload = "" }) => receive(payload));
    await client.connect();
    await connection.ask(`LISTEN ${signalChannel}`);
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
