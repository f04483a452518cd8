import type { Role } from "@tenon/contract/permissions";
import type { Ctx } from "../ctx.ts";
import { usernameOf, withFreeName } from "../slugs.ts";
import { inTransaction } from "../work.ts";
import { normalizeEmail } from "./email.ts";

type NewUser = { email: string; name: string; username?: string | undefined; passwordHash: string; role?: Role };

/** Writes a new account; without a username it gets one made from the name. A taken address or username is the database's to refuse. */
export function insertUser(ctx: Ctx, { username, ...user }: NewUser): Promise<{ id: string }> {
  const data = { ...user, emailNormalized: normalizeEmail(user.email) };
  const insert = (unique: string) =>
    inTransaction(ctx, async (work) => {
      const created = await work.tx.user.create({ data: { ...data, username: unique }, select: { id: true } });
      work.forget("users");
      work.emit({ type: "user.created", data: { id: created.id, username: unique } });
      return created;
    });
  if (username !== undefined) return insert(username);
  return withFreeName("username", (free) => insert(free(usernameOf(user.name))));
}
