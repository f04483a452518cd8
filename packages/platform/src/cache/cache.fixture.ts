import { randomUUID } from "node:crypto";
import type { Cache, Cacheable, CacheTag } from "@tenon/core/cache";
import { expect, type TestOptions, test } from "vitest";

export type CacheNode = { cache: Cache; forget: (...tags: CacheTag[]) => void };

/** A node, and another one; both the same where there can only be one. */
export type TwoCaches = AsyncDisposable & { here: CacheNode; there: CacheNode };

/** A value that counts how often it was read, and reads what it is told to. */
export function countedValue(tags: CacheTag[] = ["posts"]) {
  const state = { loads: 0, text: "first" };
  const value: Cacheable<{ text: string; at: Date }> = {
    key: randomUUID(),
    async load() {
      state.loads += 1;
      return { text: state.text, at: new Date(0) };
    },
    tagsOf: () => tags,
  };
  return { state, value };
}

/** What every arrangement of levels does. */
export function testCache(name: string, open: () => Promise<TwoCaches>, options: TestOptions = {}): void {
  test(`${name}: a hundred callers at once cost one load, and so does the next one`, options, async () => {
    await using nodes = await open();
    const { state, value } = countedValue();

    const values = await Promise.all(Array.from({ length: 100 }, () => nodes.here.cache.read(value)));
    const next = await nodes.here.cache.read(value);

    expect(state.loads).toBe(1);
    expect(new Set([...values, next])).toEqual(new Set([{ text: "first", at: new Date(0) }]));
  });

  test(
    `${name}: what was written is read next: at once on the node that wrote, soon on the other`,
    options,
    async () => {
      await using nodes = await open();
      const { state, value } = countedValue(["posts", "post:1"]);
      const text = async (node: CacheNode) => (await node.cache.read(value)).text;
      expect([await text(nodes.here), await text(nodes.there)]).toEqual(["first", "first"]);

      state.text = "second";
      nodes.here.forget("post:1");

      expect(await text(nodes.here)).toBe("second");
      await expect.poll(() => text(nodes.there), { interval: 5, timeout: 400 }).toBe("second");
      expect(await text(nodes.here)).toBe("second");
    },
  );

  test(`${name}: other tags leave a value alone, and "everything" leaves none`, options, async () => {
    await using nodes = await open();
    const { state, value } = countedValue(["user:1"]);
    await nodes.here.cache.read(value);

    nodes.here.forget("user:2", "posts");
    await nodes.here.cache.read(value);
    expect(state.loads).toBe(1);

    nodes.here.forget("everything");
    await nodes.here.cache.read(value);
    expect(state.loads).toBe(2);
  });

  test(
    `${name}: a load that began before a write is neither kept nor given to who comes after it`,
    options,
    async () => {
      await using nodes = await open();
      const { state, value } = countedValue();
      const begun = Promise.withResolvers<void>();
      const written = Promise.withResolvers<void>();
      const slow = {
        ...value,
        async load() {
          const before = await value.load();
          begun.resolve();
          await written.promise;
          return before;
        },
      };

      const early = nodes.here.cache.read(slow);
      await begun.promise;
      state.text = "second";
      nodes.here.forget("posts");
      const late = nodes.here.cache.read(value);
      expect((await late).text).toBe("second");
      written.resolve();

      expect((await early).text).toBe("first");
      expect((await nodes.here.cache.read(value)).text).toBe("second");
      expect((await nodes.there.cache.read(value)).text).toBe("second");
    },
  );

  test(`${name}: a failure and a null are not kept`, options, async () => {
    await using nodes = await open();
    const { value } = countedValue();
    const nothing: Cacheable<{ text: string; at: Date } | null> = { ...value, load: () => Promise.resolve(null) };

    await expect(nodes.here.cache.read({ ...value, load: () => Promise.reject(new Error("gone")) })).rejects.toThrow(
      "gone",
    );
    expect(await nodes.here.cache.read(nothing)).toBeNull();

    expect((await nodes.here.cache.read(value)).text).toBe("first");
  });

  test(
    `${name}: without any signal a value is a second old at most, and nobody waits for the next one`,
    options,
    async () => {
      await using nodes = await open();
      const { state, value } = countedValue();
      const startedAt = performance.now();
      await nodes.here.cache.read(value);
      state.text = "second";

      const read = async () => (await nodes.here.cache.read(value)).text;
      await expect.poll(read, { interval: 20, timeout: 3000 }).toBe("second");

      const ms = performance.now() - startedAt;
      expect(ms).toBeGreaterThan(250);
      expect(ms).toBeLessThan(1200);
    },
  );

  test(`${name}: a kept value cannot be changed`, options, async () => {
    await using nodes = await open();
    const { value } = countedValue();
    const kept = await nodes.here.cache.read(value);

    expect(() => Object.assign(kept, { text: "changed" })).toThrow(TypeError);
  });
}
