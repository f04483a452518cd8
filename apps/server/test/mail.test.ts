import { hash } from "node:crypto";
import type { Links } from "@tenon/core/mail/links";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "./test-app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp({}, { poolSize: 2 });
});
afterAll(() => server[Symbol.asyncDispose]());

/** A link of the server's, at the address where it listens. */
const linkOf = (what: Parameters<Links["unsubscribe"]>[0]) => {
  const { pathname, search } = new URL(server.app.deps.links.unsubscribe(what));
  return `${server.url}${pathname}${search}`;
};
const settingsOf = async (person: { client: TestApp["client"] }) => (await person.client.me.get.query()).notifications;

describe("the link that stops mail", () => {
  test("asks a person first, and then does it, for those types alone", async () => {
    const ada = await server.join("ada");
    const link = linkOf({ userId: ada.id, types: ["comment"] });

    const asked = await fetch(link);
    expect(asked.status).toBe(200);
    expect(await asked.text()).toMatch(/comments on your posts(.|\n)*<form method="post"><button>/);
    expect(await settingsOf(ada)).toEqual({ follower: "mail", comment: "mail", post: "app" });

    const done = await fetch(link, { method: "POST" });
    expect(done.status).toBe(200);
    expect(await settingsOf(ada)).toEqual({ follower: "mail", comment: "app", post: "app" });
    expect(asked.headers.get("cache-control")).toBe("no-store");
  });

  test("is one click for a mail program, from wherever it comes", async () => {
    const bob = await server.join("bob");
    const oneClick = {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://mail.example.net" },
      body: "List-Unsubscribe=One-Click",
    };

    const answer = await fetch(linkOf({ userId: bob.id, types: ["follower", "comment"] }), oneClick);

    expect(answer.status).toBe(200);
    expect(await settingsOf(bob)).toEqual({ follower: "app", comment: "app", post: "app" });
  });

  test("that was changed on its way does nothing", async () => {
    const eve = await server.join("eve");
    const link = linkOf({ userId: eve.id, types: ["comment"] });

    for (const broken of [
      link.slice(0, -1),
      `${link}x`,
      link.replace(/\?.*/, ""),
      link.replace(/token=./, "token=X"),
    ]) {
      const answer = await fetch(broken, { method: "POST" });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain("not one of ours");
    }

    expect(await settingsOf(eve)).toMatchObject({ comment: "mail" });
  });

  test("of an account that is gone is none the worse for it", async () => {
    const link = linkOf({ userId: "0198d1e2-7c3b-7a44-8f00-000000000001", types: ["comment"] });

    expect((await fetch(link, { method: "POST" })).status).toBe(200);
    const refused = await fetch(link, { method: "DELETE" });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  });
});

describe("/dev/mail", () => {
  const get = (path: string) => fetch(`${server.url}/dev/mail${path}`);

  test("lists every template with its samples, and what was kept", async () => {
    const mailer = server.app.deps.mailer;
    const message = {
      id: "a-1",
      to: "ada@example.com",
      subject: "<b>Hi</b>",
      text: "Text & more",
      html: "<p>Mine</p>",
    };
    await mailer.send(message, AbortSignal.timeout(1000));

    const index = await (await get("")).text();
    const links = [...index.matchAll(/href="\/dev\/mail(\/[^"]+)"/g)].map(([, path]) => path ?? "");

    expect(links).toEqual(expect.arrayContaining(["/welcome/ada", "/digest/burst", "/kept/a-1"]));
    for (const path of links) {
      const [page, mail] = [await get(path), await get(`${path}/html`)];
      expect([page.status, mail.status]).toEqual([200, 200]);
      expect(await page.text()).toContain(`<iframe title="On a desk" sandbox="" src="/dev/mail${path}/html">`);
    }
    const kept = await (await get("/kept/a-1")).text();
    expect(kept).toContain("<h1>&lt;b&gt;Hi&lt;/b&gt;</h1>");
    expect(kept).toContain("Text &amp; more");
    expect(kept).toContain("Message-ID: &lt;a-1@tenon.invalid&gt;");
  });

  test("lets nothing run or load, neither of its own nor of a mail", async () => {
    const [page, mail] = [await get("/welcome/ada"), await get("/welcome/ada/html")];
    const style = /<style>((?:.|\n)*?)<\/style>/.exec(await page.text())?.[1] ?? "";

    expect(page.headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src 'sha256-${hash("sha256", style, "base64")}'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    );
    expect(mail.headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
    );
    expect([page, mail].map(({ headers }) => headers.get("x-frame-options"))).toEqual(["DENY", "SAMEORIGIN"]);
    expect([page, mail].map(({ headers }) => headers.get("origin-agent-cluster"))).toEqual(["?1", "?0"]);
  });

  test.each([
    "/nothing",
    "/welcome/nobody",
    "/welcome",
    "/kept/nothing",
    "/__proto__/x",
    "/constructor/name",
    "/welcome/constructor",
    "/welcome/ada/html.bak",
    "/welcome/ada/html/x",
    "/welcome/ada/",
  ])("%s is not there", async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
