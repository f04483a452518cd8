import { expect, test } from "vitest";
import { startChromium } from "./chromium.ts";
import { servePage } from "./client-page.ts";
import { password, startTestApp } from "./test-app.ts";

/** What the page runs, with the client as `tenon` and the server's address as `url`. */
const session = `(async () => {
  const { createClient, reasonOf } = tenon;
  const client = createClient({ url });
  const before = await client.me.get.query().catch(reasonOf);
  const registration = { email: "ada@example.org", password: ${JSON.stringify(password)}, name: "Ada" };
  const { user, token } = await client.auth.register.mutate(registration);
  const [me, post] = await Promise.all([
    client.me.get.query(),
    client.posts.create.mutate({ title: "From a browser", body: "Hi", published: true }),
  ]);
  const { items } = await client.posts.list.query({ search: "browser" });
  await client.auth.logout.mutate();
  const after = await client.me.get.query().catch(reasonOf);
  return { before, token, name: me.name, isDate: post.createdAt instanceof Date, found: items.map((item) => item.title), after,
    cookie: document.cookie, id: user.id === me.id };
})()`;

test(
  "a page of a trusted origin signs in, writes, searches and signs out; a foreign page cannot",
  { tags: ["chromium"], timeout: 60_000 },
  async () => {
    await using page = await servePage();
    await using foreign = await servePage();
    await using server = await startTestApp({ TRUSTED_ORIGINS: page.origin });
    await using chromium = await startChromium();
    const run = async (origin: string, script: string): Promise<unknown> => {
      const tab = await chromium.browser.newPage();
      await tab.goto(origin);
      return tab.evaluate(`const url = ${JSON.stringify(server.url)}; ${script}`);
    };

    const result = await run(page.origin, session);
    const theft = await run(
      foreign.origin,
      `tenon.createClient({ url }).auth.logout.mutate().then(() => "done", (e) => e.message)`,
    );

    expect(result).toEqual({
      before: "UNAUTHENTICATED",
      token: null,
      name: "Ada",
      isDate: true,
      found: ["From a browser"],
      after: "UNAUTHENTICATED",
      cookie: "",
      id: true,
    });
    expect(theft).toMatch(/fetch/i);
  },
);
