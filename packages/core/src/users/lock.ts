import { AppError } from "@tenon/contract/app-error";
import type { Role } from "@tenon/contract/permissions";
import type { Tx } from "@tenon/db";
import { found } from "../access.ts";

/**
 * The user's row, locked. Throws USER_NOT_FOUND, or LAST_ADMIN when it is that of the only active administrator, who is about to
 * be one no more. Locks all administrators' rows as well, in one order, so that two of them cannot step down at once.
 */
export async function lockUser(tx: Tx, id: string, { keepsAdmin = false } = {}): Promise<{ role: Role }> {
  const rows = await tx.$queryRaw<{ isTarget: boolean; isAdmin: boolean; role: Role }[]>`
    SELECT id = ${id}::uuid AS "isTarget", role = 'admin' AND status = 'active' AS "isAdmin", role::text AS "role" FROM users
    WHERE (id = ${id}::uuid AND status <> 'deleting') OR (role = 'admin' AND status = 'active') ORDER BY id FOR NO KEY UPDATE`;
  const user = found(
    rows.find(({ isTarget }) => isTarget),
    "USER_NOT_FOUND",
  );
  if (!keepsAdmin && user.isAdmin && rows.every((row) => row === user)) throw new AppError("LAST_ADMIN");
  return user;
}
