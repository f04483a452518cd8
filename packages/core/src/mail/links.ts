import { NotificationType } from "@tenon/contract/notification-settings";
import { createCursors } from "../cursors.ts";

/** Who is not to be mailed any more, and about what. */
export type Unsubscription = { userId: string; types: NotificationType[] };

/** Where the links of mails lead. */
export interface Links {
  post(slug: string): string;
  user(username: string): string;
  webhook(id: string): string;
  /** A page about one's own account, with the token that it posts, if it has one. */
  account(page: AccountPage, token?: string): string;
  /** Works without signing in, and for ever. */
  unsubscribe(what: Unsubscription): string;
  /** What a token of such a link stands for; undefined for one that is not ours. */
  readUnsubscribe(token: string): Unsubscription | undefined;
}

/** Its path's last segment. */
export type AccountPage = "unlock" | "forgot-password";

export type LinkOptions = {
  /** Where the world reaches the server. */
  publicUrl: string;
  /** Below it are `/posts/{slug}`, `/users/{username}` and `/webhooks/{id}`. */
  pagesUrl: string;
  /** Below it are the pages about one's own account. */
  accountUrl: string;
  /** At least 32 bytes, the same on every node. */
  secret: string;
};

/** The path that unsubscribe links have. */
export const unsubscribePath = "/mail/unsubscribe";

export function createLinks({ publicUrl, pagesUrl, accountUrl, secret }: LinkOptions): Links {
  const seal = createCursors(secret);
  const scope = "unsubscribe";
  return {
    post: (slug) => `${pagesUrl}/posts/${encodeURIComponent(slug)}`,
    user: (username) => `${pagesUrl}/users/${encodeURIComponent(username)}`,
    webhook: (id) => `${pagesUrl}/webhooks/${id}`,
    // In the fragment, which no browser sends: the token is in no log, and in no Referer.
    account: (page, token) => `${accountUrl}/${page}${token === undefined ? "" : `#token=${token}`}`,
    unsubscribe: ({ userId, types }) =>
      `${publicUrl}${unsubscribePath}?token=${seal.encode(scope, [userId, ...types])}`,
    readUnsubscribe(token) {
      try {
        const [userId, ...types] = seal.decode(scope, token);
        return { userId: String(userId), types: types.map((type) => NotificationType.parse(type)) };
      } catch {
        return undefined;
      }
    },
  };
}
