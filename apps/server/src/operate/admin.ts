import { parseArgs } from "node:util";
import { Email, displayName, Username } from "@tenon/contract/fields";
import { createFirstAdmin, promoteToAdmin } from "@tenon/core/users";
import type { z } from "zod";
import { type OperateIo, UsageError } from "./io.ts";
import { withCtx } from "./open.ts";
import { newPassword, readPassword } from "./password.ts";

/** `admin create`: an account that is an administrator's from the beginning. */
export async function createAdmin(args: string[], io: OperateIo): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      email: { type: "string" },
      name: { type: "string" },
      username: { type: "string" },
      generate: { type: "boolean", default: false },
      another: { type: "boolean", default: false },
    },
  });
  const email = given(Email, "--email", values.email);
  const name = given(displayName(80), "--name", values.name ?? "Administrator");
  const username = values.username === undefined ? undefined : given(Username, "--username", values.username);
  const password = values.generate ? newPassword() : await readPassword(io);
  const admin = { email, name, username, password, isAnother: values.another };
  const made = await withCtx(io, (ctx) => createFirstAdmin(ctx, admin));
  io.stdout.write(`@${made.username} is an administrator and signs in as ${email}.\n`);
  if (values.generate) io.stdout.write(`Password, told this once: ${password}\n`);
  return 0;
}

/** `admin promote`: an account that is there becomes an administrator's. */
export async function promoteAdmin(args: string[], io: OperateIo): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      email: { type: "string" },
      another: { type: "boolean", default: false },
      unverified: { type: "boolean", default: false },
    },
  });
  const email = given(Email, "--email", values.email);
  const promotion = { email, isAnother: values.another, isUnverified: values.unverified };
  const { username } = await withCtx(io, (ctx) => promoteToAdmin(ctx, promotion));
  io.stdout.write(`@${username} is an administrator.\n`);
  return 0;
}

function given<T>(schema: z.ZodType<T>, option: string, value: string | undefined): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(value === undefined ? `${option} is missing.` : `${option}: ${parsed.error.issues[0]?.message}`);
}
