import type { Ctx } from "../ctx.ts";
import type { Unsubscription } from "../mail/links.ts";
import { settingColumns } from "./settings.ts";

/** Stops mail of some types: they are told in the app from then on. Doing it twice is fine. */
export async function unsubscribe(ctx: Pick<Ctx, "db">, { userId, types }: Unsubscription): Promise<void> {
  await ctx.db.$transaction(
    types.map((type) =>
      ctx.db.user.updateMany({
        where: { id: userId, [settingColumns[type]]: "mail" },
        data: { [settingColumns[type]]: "app" },
      }),
    ),
  );
}
