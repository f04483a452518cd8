import type { NotificationType } from "@tenon/contract/notification-settings";
import { html, type Html } from "../../html.ts";
import { heading, link, note, paragraph } from "../layout.ts";
import { defineTemplate, oneLine } from "../template.ts";

export type DigestItem = {
  type: NotificationType;
  /** The name of whoever did it. */
  who: string;
  /** The post's title, or nothing. */
  what?: string | undefined;
  excerpt?: string | undefined;
  url: string;
};

export type DigestProps = {
  items: DigestItem[];
  /** How many there are beside the items. */
  more: number;
  /** Links that turn one type off. */
  unsubscribe: { type: NotificationType; url: string }[];
};

const sentences: Record<NotificationType, (item: DigestItem) => string> = {
  follower: ({ who }) => `${who} follows you`,
  comment: ({ who, what }) => `${who} commented on ${quoted(what, "your post")}`,
  post: ({ who, what }) => `${who} published ${quoted(what, "a post")}`,
};

const quoted = (title: string | undefined, otherwise: string) => (title === undefined ? otherwise : `“${title}”`);

/** What a type is called in a sentence. */
export const notificationWords: Record<NotificationType, string> = {
  follower: "new followers",
  comment: "comments on your posts",
  post: "posts by people whom you follow",
};

const listOf = new Intl.ListFormat("en", { type: "conjunction" });

/** What has happened since the last one, in one mail. */
export const digestMail = defineTemplate<DigestProps>(({ items, more, unsubscribe }) => {
  const [first] = items;
  const count = items.length + more;
  const types = [...new Set(items.map(({ type }) => type))];
  const names = listOf.format(types.map((type) => notificationWords[type]));
  const subject =
    count === 1 && first
      ? sentences[first.type](first)
      : `${count} ${types.length === 1 ? names : `notifications: ${names}`}`;
  const rest = more > 0 ? `And ${more} more.` : "";
  return {
    subject,
    preview: items.map((item) => sentences[item.type](item)).join(" · "),
    text: [
      ...items.map((item) => [sentences[item.type](item), item.excerpt, item.url].filter(Boolean).join("\n")),
      rest,
      "Stop mail about",
      unsubscribe.map(({ type, url }) => `- ${notificationWords[type]}: ${url}`).join("\n"),
    ]
      .filter(Boolean)
      .join("\n\n"),
    html: html`${heading(oneLine(subject))} ${items.map(row)} ${rest === "" ? undefined : paragraph(rest)}
    ${note(
      "Stop mail about ",
      unsubscribe.map(({ type, url }, index) => [index === 0 ? "" : " · ", link(url, notificationWords[type])]),
    )}`,
  };
}, samples());

function row(item: DigestItem): Html {
  return html`<div class="rule" style="padding: 12px 0; border-top: 1px solid #dde2e6; overflow-wrap: anywhere;">
    ${link(item.url, sentences[item.type](item))}
    ${item.excerpt === undefined ? undefined : html`<p class="dim" style="margin: 4px 0 0; color: #5b6670;">${item.excerpt}</p>`}
  </div>`;
}

function samples(): Record<string, DigestProps> {
  const url = "https://example.com/posts/on-the-analytical-engine";
  const off = (type: NotificationType) => ({ type, url: `https://example.com/mail/unsubscribe?token=${type}` });
  const comment: DigestItem = {
    type: "comment",
    who: "Charles Babbage",
    what: "On the Analytical Engine",
    excerpt: "The mill & the store: how would you tell one from the other where 1 < 2?",
    url,
  };
  const follower: DigestItem = { type: "follower", who: "Mary Somerville", url: "https://example.com/users/mary" };
  const post: DigestItem = { type: "post", who: "Augustus De Morgan", what: "On Negative Numbers", url };
  return {
    one: { items: [comment], more: 0, unsubscribe: [off("comment")] },
    mixed: {
      items: [comment, follower, post],
      more: 0,
      unsubscribe: [off("comment"), off("follower"), off("post")],
    },
    burst: { items: Array.from({ length: 20 }, () => comment), more: 30, unsubscribe: [off("comment")] },
  };
}
