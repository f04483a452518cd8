import type { Role } from "@tenon/contract/permissions";
import { assertFresh, assertPermitted } from "../access.ts";
import type { Ctx } from "../ctx.ts";

/**
 * A role above that of a user is given by whoever has the permission for just that, and by people only if they showed a credential a
 * moment ago: neither a key for making accounts nor a session that was left open makes administrators. Throws SCOPE_MISSING, FORBIDDEN
 * or SUDO_REQUIRED.
 */
export function assertMayGiveRole({ actor, now }: Ctx, role: Role): void {
  if (role === "user" || actor.kind !== "user") return;
  assertPermitted(actor, "user:set-role");
  if (actor.session.kind !== "api-key") assertFresh(actor, now());
}
