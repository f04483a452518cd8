import { NotificationType } from "@tenon/contract/notification-settings";
import { createCursors } from "../cursors.ts";

/** Who is not to be mailed any more, and about what. */
export type Unsubscription = { userId: string; types: NotificationType[] };

/** Where the links of mails lead. */
export interface Links {
  post(slug: string): string;
  user(username: string): string;
  webhook(id: string): string;
  /** A part of one's own account, as the API names it: `api-keys`. */
  me(part: string): string;
  /** Where somebody types the code of a program that wants to be let in. */
  device(): string;
  /** Works without signing in, and for ever. */
  unsubscribe(what: Unsubscription): string;
  /** What a token of such a link stands for; undefined for one that is not ours. */
  readUnsubscribe(token: string): Unsubscription | undefined;
}

export type LinkOptions = {
  /** Where the world reaches the server. */
  publicUrl: string;
  /** Below it are `/posts/{slug}`, `/users/{username}`, `/webhooks/{id}` and `/me/{part}`. */
  pagesUrl: string;
  /** At least 32 bytes, the same on every node. */
  secret: string;
};

/** The path of the page where programs are let in. */
export const devicePath = "/device";

/** The path that unsubscribe links have. */
export const unsubscribePath = "/mail/unsubscribe";

export function createLinks({ publicUrl, pagesUrl, secret }: LinkOptions): Links {
  const seal = createCursors(secret);
  const scope = "unsubscribe";
  return {
    post: (slug) => `${pagesUrl}/posts/${encodeURIComponent(slug)}`,
    user: (username) => `${pagesUrl}/users/${encodeURIComponent(username)}`,
    webhook: (id) => `${pagesUrl}/webhooks/${id}`,
    me: (part) => `${pagesUrl}/me/${part}`,
    device: () => `${publicUrl}${devicePath}`,
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
