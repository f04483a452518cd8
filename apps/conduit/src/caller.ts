import { AppError } from "@tenon/contract/app-error";
import { actorOf } from "@tenon/core/access";
import type { UserActor } from "@tenon/core/ctx";
import type { ConduitCtx } from "./context.ts";

/** Who calls, and the token that says so. */
export type Caller = { actor: UserActor; token: string };

/**
 * Reads `Authorization: Token …`, a bearer session of Tenon's; undefined without the header. Cookies are not looked at, so that no
 * page can act for its visitor. Throws UNAUTHENTICATED for a token that does not hold.
 */
export async function callerOf({ auth, authorization }: ConduitCtx): Promise<Caller | undefined> {
  if (authorization === undefined) return undefined;
  const token = /^Token +([\w.~+/-]+=*) *$/i.exec(authorization)?.[1];
  const principal = token === undefined ? null : await auth.sessions.validate(token);
  if (token === undefined || !principal || principal.session.kind === "cookie") throw new AppError("UNAUTHENTICATED");
  return { actor: actorOf(principal), token };
}
