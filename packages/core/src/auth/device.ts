import type { Ctx } from "../ctx.ts";

/** The value with which the caller's device knows an account that has just signed in from it; see `Devices`. */
export async function rememberDevice(
  { db, auth, device }: Pick<Ctx, "db" | "auth" | "device">,
  userId: string,
): Promise<string> {
  const account = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { id: true, passwordChangedAt: true },
  });
  return auth.devices.remember(device, account);
}
