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

/** The caller's device, where this account, by its normalised address, has signed in from it. */
export async function knownDevice({ db, auth, device }: Ctx, account: string): Promise<string | undefined> {
  if (device === undefined) return undefined;
  const where = { emailNormalized: account };
  const user = await db.user.findUnique({ where, select: { id: true, passwordChangedAt: true } });
  return auth.devices.known(device, user);
}
