import { AppError } from "@tenon/contract/app-error";
import { found } from "../access.ts";
import { assertPassword } from "../account-policy.ts";
import type { Ctx } from "../ctx.ts";
import { normalizeEmail } from "./email.ts";
import { insertUser, type Inserted } from "./insert.ts";
import { setRole } from "./write.ts";

export type FirstAdmin = {
  email: string;
  name: string;
  username?: string | undefined;
  password: string;
  /** Also beside an administrator who is there. */
  isAnother: boolean;
};

/** Makes an administrator, for whoever holds the database. Throws ADMIN_EXISTS, WEAK_PASSWORD or EMAIL_TAKEN. */
export async function createFirstAdmin(ctx: Ctx, admin: FirstAdmin): Promise<Inserted> {
  const { email, name, username, password, isAnother } = admin;
  if (!isAnother) await assertNoAdmin(ctx);
  const emailNormalized = normalizeEmail(email);
  await assertPassword(ctx, password, { email, name, username });
  if (await ctx.db.user.findUnique({ where: { emailNormalized }, select: { id: true } }))
    throw new AppError("EMAIL_TAKEN");
  const passwordHash = await ctx.auth.passwords.hash(password);
  return insertUser(ctx, { email, name, username, passwordHash, role: "admin", emailVerifiedAt: ctx.now() });
}

export type Promotion = {
  email: string;
  isAnother: boolean;
  /** Also where nobody has shown that the address is theirs. */
  isUnverified: boolean;
};

/** Makes somebody an administrator. Throws USER_NOT_FOUND, ACCOUNT_DISABLED, ADMIN_EXISTS or ADDRESS_UNVERIFIED. */
export async function promoteToAdmin(ctx: Ctx, { email, isAnother, isUnverified }: Promotion): Promise<Inserted> {
  if (!isAnother) await assertNoAdmin(ctx);
  const user = found(
    await ctx.db.user.findUnique({
      where: { emailNormalized: normalizeEmail(email) },
      select: { id: true, username: true, status: true, emailVerifiedAt: true },
    }),
    "USER_NOT_FOUND",
  );
  if (user.status !== "active") throw new AppError("ACCOUNT_DISABLED");
  if (user.emailVerifiedAt === null && !isUnverified) throw new AppError("ADDRESS_UNVERIFIED");
  await setRole(ctx, { id: user.id, role: "admin" });
  return { id: user.id, username: user.username };
}

async function assertNoAdmin({ db }: Ctx): Promise<void> {
  if ((await db.user.count({ where: { role: "admin", status: "active" } })) > 0) throw new AppError("ADMIN_EXISTS");
}
