import type { Log } from "@tenon/core/ctx";
import type { Signals } from "@tenon/core/signals";
import { expect, type TestOptions, test } from "vitest";

/** Two nodes that signal to each other. */
export type TwoNodes = AsyncDisposable & {
  here: Signals;
  there: Signals;
  /** Cuts the wire between them, and returns when it is cut; it mends itself. Without a wire there is nothing to cut. */
  cut?: () => Promise<void>;
};

export type LoggedLine = { level: string; message: string };

/** A log that can be looked into. */
export function keptLog(): { log: Log; lines: LoggedLine[] } {
  const lines: LoggedLine[] = [];
  const keep = (level: string) => (_: object, message: string) => void lines.push({ level, message });
  return { log: { debug: keep("debug"), info: keep("info"), warn: keep("warn"), error: keep("error") }, lines };
}

/** What every adapter of Signals does, whatever its wire. */
export function testSignals(name: string, open: (log: Log) => Promise<TwoNodes>, options: TestOptions = {}): void {
  const silent = () => keptLog().log;

  test(
    `${name}: a node hears its own signals before send returns, once each, and the others soon`,
    options,
    async () => {
      await using nodes = await open(silent());
      const heard = { here: [] as unknown[], there: [] as unknown[] };
      nodes.here.on("cache", (key) => heard.here.push(key));
      nodes.there.on("cache", (key) => heard.there.push(key));

      nodes.here.send("cache", ["a", "b", "a"]);
      const atOnce = [...heard.here];
      nodes.here.send("cache", ["end"]);

      expect(atOnce).toEqual(["a", "b"]);
      await expect.poll(() => heard.there).toEqual(["a", "b", "end"]);
      expect(heard.here).toEqual(["a", "b", "end"]);
    },
  );

  test(`${name}: topics are apart, and who has stopped hears nothing`, options, async () => {
    await using nodes = await open(silent());
    const heard: unknown[] = [];
    const stop = nodes.there.on("jobs", (key) => heard.push(["stopped", key]));
    nodes.there.on("jobs", (key) => heard.push(["jobs", key]));
    nodes.there.on("events", (key) => heard.push(["events", key]));

    stop();
    nodes.here.send("cache", ["x"]);
    nodes.here.send("jobs", ["mail"]);
    nodes.here.send("jobs", []);
    nodes.here.send("events", ["post:1"]);

    await expect
      .poll(() => heard.toSorted())
      .toEqual([
        ["events", "post:1"],
        ["jobs", "mail"],
      ]);
  });

  test(`${name}: thousands of keys arrive, whatever is in them`, options, async () => {
    await using nodes = await open(silent());
    const heard = new Set<unknown>();
    nodes.there.on("events", (key) => heard.add(key));
    const keys = Array.from({ length: 3000 }, (_, index) => `post:${index}:"'\\\n€😀`);

    for (const key of keys) nodes.here.send("events", [key]);

    await expect.poll(() => heard.size).toBe(3000);
    expect(heard).toEqual(new Set(keys));
  });

  test(`${name}: a listener that throws keeps neither the sender nor the others from anything`, options, async () => {
    const { log, lines } = keptLog();
    await using nodes = await open(log);
    const heard: unknown[] = [];
    nodes.here.on("cache", () => {
      throw new Error("broken");
    });
    nodes.here.on("cache", (key) => heard.push(key));

    expect(() => nodes.here.send("cache", ["a"])).not.toThrow();

    expect(heard).toEqual(["a"]);
    expect(lines).toContainEqual({ level: "error", message: "a listener of signals failed" });
  });

  test(
    `${name}: after an interruption everybody is told that they may have missed something, and hears on`,
    options,
    async () => {
      await using nodes = await open(silent());
      if (!nodes.cut) return expect(nodes.here).toBe(nodes.there);
      const heard: unknown[] = [];
      nodes.there.on("cache", (key) => heard.push(key));

      await nodes.cut();

      await expect.poll(() => heard, { timeout: 10_000 }).toContain(undefined);
      heard.length = 0;
      nodes.here.send("cache", ["after"]);
      await expect.poll(() => heard, { timeout: 10_000 }).toContain("after");
    },
  );
}
