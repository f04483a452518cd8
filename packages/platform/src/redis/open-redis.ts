import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@tenon/core/ctx";
import { Redis, type RedisOptions } from "ioredis";
import { Breaker } from "./breaker.ts";

export type OpenRedisOptions = {
  /** `redis://user:password@host:port/number`, or `rediss:` for TLS. */
  url: string;
  /** What every key and channel begins with, so that several installations can share a Redis. */
  prefix: string;
  /** How long a command may take. @default 150 */
  timeoutMs?: number;
  log: Log;
};

/** One Redis, which may be gone at any time: whoever asks it has an answer of its own for that. */
export type RedisLink = {
  readonly prefix: string;
  /** For libraries that take a client; call them within `run`. */
  readonly client: Redis;
  /** Waits `timeoutMs` at most, and not at all once three commands in a row have failed, until Redis answers again. */
  run<T>(command: (client: Redis) => Promise<T>): Promise<T>;
  /** A further connection, for SUBSCRIBE; closed with this one. */
  openSubscriber(): Redis;
  /** Whether it answers. */
  isUp(): Promise<boolean>;
  close(): Promise<void>;
};

// ioredis's own defaults queue commands and try them 20 times: each would hang for more than 15 s while Redis is gone.
const options = {
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 1,
  connectTimeout: 1000,
  // A connection whose other end is gone without a word is given up and made anew.
  socketTimeout: 5000,
  keepAlive: 10_000,
  retryStrategy: (times: number) => Math.min(1000, times * 100) * (0.5 + Math.random() / 2),
} satisfies RedisOptions;

/** A start does not wait longer for a Redis that hangs. */
const firstTryMs = 1000;

/** Connects, or goes on trying; never fails. */
export async function openRedis({ url, prefix, timeoutMs = 150, log }: OpenRedisOptions): Promise<RedisLink> {
  const client = connect(url, { connectionName: `${prefix}-commands`, commandTimeout: timeoutMs }, (message) =>
    log.warn({ detail: message }, "redis cannot be reached"),
  );
  const subscribers: Redis[] = [];
  const breaker = new Breaker({
    probe: () => client.ping(),
    onChange: (isOpen) => log.warn({}, isOpen ? "redis does not answer: going on without it" : "redis answers again"),
  });
  await Promise.race([client.connect(), delay(firstTryMs, undefined, { ref: false })]).catch(() => {});

  const run: RedisLink["run"] = (command) => breaker.run(() => command(client));
  return {
    prefix,
    client,
    run,
    openSubscriber() {
      const subscriber = connect(url, {
        connectionName: `${prefix}-signals`,
        autoResubscribe: false,
        commandTimeout: 2000,
      });
      subscribers.push(subscriber);
      return subscriber;
    },
    isUp: () =>
      run(() => client.ping()).then(
        () => true,
        () => false,
      ),
    close() {
      breaker.close();
      for (const connection of [client, ...subscribers]) connection.disconnect();
      return Promise.resolve();
    },
  };
}

/** Tells of the first error after each time that it was connected. The error itself may hold the password. */
function connect(
  url: string,
  extra: { connectionName: string; commandTimeout: number; autoResubscribe?: boolean },
  tell: (message: string) => void = () => {},
): Redis {
  const client = new Redis(url, { ...options, ...extra });
  let isTold = false;
  client.on("error", (error: Error) => {
    if (!isTold) tell(error.message || error.name);
    isTold = true;
  });
  client.on("ready", () => (isTold = false));
  return client;
}
