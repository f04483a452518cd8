import type { KeyRing } from "@tenon/auth";
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
  /** The bytes of an export, for whoever has signed in. */
  dataExport(): string;
  /** Where somebody types the code of a program that wants to be let in. */
  device(): string;
  /** Works without signing in, and for ever. */
  unsubscribe(what: Unsubscription): string;
  /** What a token of such a link stands for; undefined for one that is not ours. */
  readUnsubscribe(token: string): Unsubscription | undefined;
  /** A page about one's own account, with the token that it posts, if it has one. */
  account(page: AccountPage, token?: string): string;
}

/** Its path's last segment. */
export type AccountPage =
  | "verify-email"
  | "forgot-password"
  | "reset-password"
  | "confirm-email"
  | "revert-email"
  | "unlock"
  | "keep-account";

export type LinkOptions = {
  /** Where the world reaches the server. */
  publicUrl: string;
  /** Below it are `/posts/{slug}`, `/users/{username}`, `/webhooks/{id}`, `/me` and what is below that. */
  pagesUrl: string;
  /** Below it are the pages about one's own account. */
  accountUrl: string;
  keys: KeyRing;
};

/** The path of the page where programs are let in. */
export const devicePath = "/device";

/** The path that unsubscribe links have. */
export const unsubscribePath = "/mail/unsubscribe";

/** Where an export is read. */
export const dataExportPath = "/api/v1/me/export/content";

export function createLinks({ publicUrl, pagesUrl, accountUrl, keys }: LinkOptions): Links {
  const seal = createCursors(keys);
  const scope = "unsubscribe";
  return {
    post: (slug) => `${pagesUrl}/posts/${encodeURIComponent(slug)}`,
    user: (username) => `${pagesUrl}/users/${encodeURIComponent(username)}`,
    webhook: (id) => `${pagesUrl}/webhooks/${id}`,
    me: (part) => [pagesUrl, "me", ...(part === undefined ? [] : [part])].join("/"),
    dataExport: () => `${publicUrl}${dataExportPath}`,
    device: () => `${publicUrl}${devicePath}`,
    unsubscribe: ({ userId, types }) =>
      `${publicUrl}${unsubscribePath}?token=${seal.encode(scope, [userId, ...types])}`,
    // In the fragment, which no browser sends: the token is in no log, and in no Referer.
    account: (page, token) => `${accountUrl}/${page}${token === undefined ? "" : `#token=${token}`}`,
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
