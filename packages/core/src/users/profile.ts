import type { CacheTag } from "../cache.ts";
import type { Ctx } from "../ctx.ts";

/** Makes everybody look anew at what shows a user, after their profile was changed. */
export function forgetProfile({ signals }: Pick<Ctx, "signals">, id: string): void {
  signals.send("cache", [`user:${id}`, "users"] satisfies CacheTag[]);
}
