import { describe, expect, test } from "vitest";
import { createLinks } from "./links.ts";
import { oneLine } from "./template.ts";
import { mailTemplates } from "./templates.ts";
import { digestMail } from "./templates/digest.ts";

const all = Object.entries(mailTemplates).flatMap(([name, template]) =>
  Object.entries(template.previews()).map(([sample, mail]) => ({ name: `${name}/${sample}`, mail })),
);

describe.each(all)("$name", ({ mail }) => {
  test("has a subject of one line and two bodies with the same links", () => {
    const inHtml = [...mail.html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url?.replaceAll("&amp;", "&"));
    const inText = mail.text.match(/https?:\/\/\S+/g) ?? [];

    expect(mail.subject).toMatch(/^\S.{3,149}$/);
    expect(inHtml.length).toBeGreaterThan(0);
    expect(inText.toSorted()).toEqual(inHtml.toSorted());
  });

  test("loads nothing from elsewhere", () => {
    expect(mail.html).not.toMatch(/<(?:img|link|script|iframe)\b|url\(|@import/);
  });
});

const url = "https://example.com/posts/x";

test("what people write is text in a mail, and no header", () => {
  const name = "<b>Eve</b>\r\nBcc: evil@example.com";
  const item = { type: "comment" as const, who: name, what: "<img src=x onerror=alert(1)>", excerpt: "<script>", url };

  const mail = digestMail.render({ items: [item], more: 0, unsubscribe: [] });

  expect(mail.html).not.toMatch(/<script|<img|<b>Eve/);
  expect(mail.html).toContain("&lt;b&gt;Eve&lt;/b&gt;");
  expect(mail.subject).toBe("<b>Eve</b> Bcc: evil@example.com commented on “<img src=x onerror=alert(1)>”");
});

test("a digest tells how many there are of what", () => {
  const item = { who: "Eve", url };
  const digest = (types: ("comment" | "post" | "follower")[], more = 0) =>
    digestMail.render({ items: types.map((type) => ({ ...item, type })), more, unsubscribe: [] });

  expect(digest(["follower"]).subject).toBe("Eve follows you");
  expect(digest(["comment", "comment"], 30)).toMatchObject({
    subject: "32 comments on your posts",
    text: expect.stringContaining("And 30 more.") as string,
  });
  expect(digest(["comment", "post", "comment"]).subject).toBe(
    "3 notifications: comments on your posts and posts by people whom you follow",
  );
});

test("a subject is cut between characters", () => {
  expect(oneLine(" a\u2028b\tc ")).toBe("a b c");
  expect(oneLine("🎉".repeat(200))).toBe(`${"🎉".repeat(149)}…`);
});

test("an unsubscribe link carries who and what, and cannot be made by others", () => {
  const options = {
    publicUrl: "https://api.example.com",
    pagesUrl: "https://example.com",
    accountUrl: "https://example.com",
  };
  const links = createLinks({ ...options, secret: "one secret of thirty-two characters" });
  const others = createLinks({ ...options, secret: "another secret of as many characters" });
  const what = { userId: "0198d1e2-7c3b-7a44-8f00-000000000001", types: ["comment" as const, "post" as const] };

  const link = new URL(links.unsubscribe(what));
  const token = link.searchParams.get("token") ?? "";

  expect(`${link.origin}${link.pathname}`).toBe("https://api.example.com/mail/unsubscribe");
  expect(links.readUnsubscribe(token)).toEqual(what);
  expect([others.readUnsubscribe(token), links.readUnsubscribe(`${token}x`), links.readUnsubscribe("")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(links.post("a b/c")).toBe("https://example.com/posts/a%20b%2Fc");
});
