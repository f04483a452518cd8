import { NotificationType } from "@tenon/contract/notification-settings";
import { createCursors } from "../cursors.ts";

/** Who is not to be mailed any more, and about what. */
export type Unsubscription = { userId: string; types: NotificationType[] };

/** Where the links of mails lead. */
export interface Links {
  post(slug: string): string;
  user(username: string): string;
  webhook(id: string): string;
  /** One's own account, or a part of it, as the API names it: `api-keys`. */
  me(part?: string): string;
  /** A page of the server's own. The token is in the fragment, which reaches no log. */
  keepAccount(token: string): string;
  /** The bytes of an export, for whoever has signed in. */
  dataExport(): string;
  /** Works without signing in, and for ever. */
  unsubscribe(what: Unsubscription): string;
  /** What a token of such a link stands for; undefined for one that is not ours. */
  readUnsubscribe(token: string): Unsubscription | undefined;
}

export type LinkOptions = {
  /** Where the world reaches the server. */
  publicUrl: string;
  /** Below it are `/posts/{slug}`, `/users/{username}`, `/webhooks/{id}`, `/me` and what is below that. */
  pagesUrl: string;
  /** At least 32 bytes, the same on every node. */
  secret: string;
};

/** The path that unsubscribe links have. */
export const unsubscribePath = "/mail/unsubscribe";

/** Where the page is that takes a deletion back. */
export const keepAccountPath = "/mail/keep-account";
/** Where an export is read. */
export const dataExportPath = "/api/v1/me/export/content";

export function createLinks({ publicUrl, pagesUrl, secret }: LinkOptions): Links {
  const seal = createCursors(secret);
  const scope = "unsubscribe";
  return {
    post: (slug) => `${pagesUrl}/posts/${encodeURIComponent(slug)}`,
    user: (username) => `${pagesUrl}/users/${encodeURIComponent(username)}`,
    webhook: (id) => `${pagesUrl}/webhooks/${id}`,
    me: (part) => [pagesUrl, "me", ...(part === undefined ? [] : [part])].join("/"),
    keepAccount: (token) => `${publicUrl}${keepAccountPath}#token=${token}`,
    dataExport: () => `${publicUrl}${dataExportPath}`,
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
