import type { DeviceGrant } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import { Permission, permissionsOf } from "@tenon/contract/permissions";
import type {
  DeviceApprove,
  DeviceClaim,
  DevicePoll,
  DeviceRequest,
  DeviceStart,
  DeviceStarted,
} from "@tenon/contract/tokens";
import { assertFresh, found } from "../access.ts";
import { audit } from "../audit.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { spend } from "../limits.ts";
import { inTransaction } from "../work.ts";
import { signInAs, type StartedSession } from "./sign-in.ts";

/** Begins the sign-in of a program that has no browser (RFC 8628). */
export async function startDevice(ctx: Ctx, { clientName, scopes = [] }: DeviceStart): Promise<DeviceStarted> {
  const { intervalSeconds, ...codes } = await ctx.auth.deviceGrants.start({ clientName, scopes, ...ctx.client });
  const expiresIn = Math.round((codes.expiresAt.getTime() - Date.now()) / 1000);
  return { ...codes, verificationUri: ctx.links.device(), expiresIn, interval: intervalSeconds };
}

/** What waits with a code; from then on nobody else may answer it. Throws DEVICE_NOT_FOUND. */
export async function claimDevice(ctx: UserCtx, { userCode }: DeviceClaim): Promise<DeviceRequest> {
  assertOwnSession(ctx);
  return toRequest(ctx, await withCode(ctx, () => ctx.auth.deviceGrants.claim(userCode, ctx.actor.id)));
}

/** Lets a program in, as oneself, or turns it away. Throws DEVICE_NOT_FOUND and SUDO_REQUIRED. */
export async function approveDevice(ctx: UserCtx, { userCode, approve }: DeviceApprove): Promise<void> {
  assertOwnSession(ctx);
  assertFresh(ctx.actor, ctx.now());
  const { id: userId, session } = ctx.actor;
  await withCode(ctx, () =>
    inTransaction(ctx, async ({ tx }) => {
      const decision = { userId, isApproved: approve, shown: { aal: session.aal, amr: session.amr } };
      const grant = await ctx.auth.deviceGrants.decide(tx, userCode, decision);
      if (!grant) return null;
      const target = { type: "device", id: grant.id };
      await audit(ctx, tx, { action: approve ? "device.approved" : "device.denied", subjectId: userId, target });
      return grant;
    }),
  );
}

/** The session of a program that was let in. Throws AUTHORIZATION_PENDING, SLOW_DOWN, ACCESS_DENIED or EXPIRED_TOKEN. */
export async function pollDevice(ctx: Ctx, { deviceCode }: DevicePoll): Promise<StartedSession> {
  const poll = await ctx.auth.deviceGrants.poll(deviceCode);
  switch (poll.kind) {
    case "pending":
      throw new AppError("AUTHORIZATION_PENDING");
    case "hasty":
      throw new AppError("SLOW_DOWN", { retryAfter: poll.intervalSeconds });
    case "denied":
      throw new AppError("ACCESS_DENIED");
    case "gone":
      throw new AppError("EXPIRED_TOKEN");
    case "approved": {
      const redeemed = await ctx.auth.deviceGrants.redeem(ctx.db, deviceCode);
      if (!redeemed) throw new AppError("EXPIRED_TOKEN");
      const { userId, ...origin } = redeemed;
      // Whoever polls is nobody yet: a session that the call came with is not what was approved.
      return signInAs({ ...ctx, actor: { kind: "anonymous" } }, userId, { kind: "device", ...origin });
    }
  }
}

/** An impersonator's session would outlive the impersonation, and a limited one let in what is not. */
function assertOwnSession({ actor }: UserCtx): void {
  if (actor.session.scopes !== null) throw new AppError("SCOPE_MISSING");
  if (actor.session.actorId !== null) throw new AppError("IMPERSONATION_DENIED");
}

/** Codes are short: ten wrong ones in a quarter of an hour are all that a user may try. */
async function withCode<T>(ctx: UserCtx, run: () => Promise<T | null>): Promise<T> {
  const { limiter, actor } = ctx;
  await spend("user-codes", { limiter, key: actor.id, reason: "TOO_MANY_ATTEMPTS" });
  const value = found(await run(), "DEVICE_NOT_FOUND");
  await limiter.refund("user-codes", actor.id);
  return value;
}

function toRequest({ actor }: UserCtx, { id: _, scopes, ...grant }: DeviceGrant): DeviceRequest {
  const all = permissionsOf(actor.role, null);
  const able = scopes.length === 0 ? all : permissionsOf(actor.role, scopes as Permission[]);
  const shown = Permission.options.filter((permission) => able.has(permission));
  return { ...grant, scopes: shown, all: able.size === all.size };
}
