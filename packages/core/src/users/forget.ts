import type { UserId } from "@tenon/contract/users";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import type { Work } from "../work.ts";

/** From here on there is no way back: the name and the address are free again, and what tells who it was is gone. */
export async function forgetAccount(
  ctx: Ctx,
  work: Work,
  { id, username }: UserId & { username: string },
): Promise<void> {
  const nobody = `deleted:${id}`;
  await work.tx.user.update({
    where: { id },
    data: {
      username: nobody,
      email: nobody,
      emailNormalized: nobody,
      emailVerifiedAt: null,
      emailBouncedAt: null,
      name: "",
      bio: "",
      image: null,
      passwordHash: null,
      role: "user",
    },
    select: { id: true },
  });
  work.emit({ type: "user.deleted", data: { id, username } });
  await audit(ctx, work.tx, { action: "account.deleted", subjectId: id });
}
