import type { Role } from "@tenon/contract/permissions";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { usernameOf, withFreeName } from "../slugs.ts";
import { inTransaction, type Work } from "../work.ts";
import { normalizeEmail } from "./email.ts";

type NewUser = {
  email: string;
  emailVerifiedAt?: Date | null;
  name: string;
  username?: string | undefined;
  passwordHash: string | null;
  role?: Role;
};

export type Inserted = { id: string; username: string };

/**
 * Writes a new account; without a username it gets one made from the name. A taken address or username is the database's to refuse.
 * @param onInsert what comes of it, in the same transaction
 */
export function insertUser(
  ctx: Ctx,
  { username, ...user }: NewUser,
  onInsert: (work: Work, inserted: Inserted) => void | Promise<void> = () => {},
): Promise<Inserted> {
  const data = { ...user, emailNormalized: normalizeEmail(user.email) };
  const insert = (unique: string) =>
    inTransaction(ctx, async (work) => {
      const select = { id: true, username: true } as const;
      const inserted = await work.tx.user.create({ data: { ...data, username: unique }, select });
      work.forget("users");
      work.emit({ type: "user.created", data: inserted });
      const action = ctx.actor.kind === "user" ? "account.created" : "account.registered";
      await audit(ctx, work.tx, { action, subjectId: inserted.id });
      await onInsert(work, inserted);
      return inserted;
    });
  if (username !== undefined) return insert(username);
  return withFreeName("username", (free) => insert(free(usernameOf(user.name))));
}
