import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@tenon/core/ctx";
import { createSignalHub, type OpenSignals } from "../signals/hub.ts";
import type { RedisLink } from "./open-redis.ts";

const heartbeatMs = 10_000;
const firstTryMs = 1000;

/** PUBLISH and SUBSCRIBE. Where Redis cannot be reached it goes on trying; it never fails. */
export async function openRedisSignals({ redis, log }: { redis: RedisLink; log: Log }): Promise<OpenSignals> {
  const channel = `${redis.prefix}:signals`;
  const hub = createSignalHub({
    log,
    publish: (messages) =>
      redis.run(async (client) => {
        await Promise.all(messages.map((message) => client.publish(channel, message)));
      }),
  });

  const subscriber = redis.openSubscriber();
  let isFirst = true;
  let isClosed = false;
  subscriber.on("message", (_, text) => hub.receive(text));
  const subscribe = async () => {
    await subscriber.subscribe(channel);
    if (!isFirst) hub.resume();
    isFirst = false;
  };
  const heard = Promise.withResolvers<void>();
  // What fails here is tried again by the connection's next "ready".
  subscriber.on("ready", () => void subscribe().then(heard.resolve, () => subscriber.disconnect(!isClosed)));
  const connected = subscriber.connect().then(() => heard.promise);
  await Promise.race([connected, delay(firstTryMs, undefined, { ref: false })]).catch(() => {});
  isFirst = false;
  // Silence and a dead connection look alike to who only listens.
  const heartbeat = setInterval(() => void subscriber.ping().catch(() => {}), heartbeatMs).unref();

  return {
    ...hub,
    async close() {
      isClosed = true;
      clearInterval(heartbeat);
      await hub.close();
      subscriber.disconnect();
    },
  };
}
