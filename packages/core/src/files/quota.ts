import { AppError } from "@tenon/contract/app-error";
import type { Tx } from "@tenon/db";
import type { Ctx } from "../ctx.ts";

/**
 * To be asked after a file was inserted or has grown: the trigger that counts its bytes has locked the owner's count, so uploads at
 * once come here one after the other. Throws QUOTA_EXCEEDED, which rolls the transaction back.
 */
export async function assertWithinQuota(tx: Tx, { files }: Pick<Ctx, "files">, userId: string): Promise<void> {
  const usage = await tx.fileUsage.findUnique({ where: { userId } });
  const excess = Number(usage?.bytes ?? 0n) - files.quotaBytes;
  if (excess <= 0) return;
  const message = `is ${excess} bytes more than the ${files.quotaBytes} bytes for all your files leave room for`;
  throw new AppError("QUOTA_EXCEEDED", { fields: [{ path: ["size"], code: "quota_exceeded", message }] });
}
