import type { Me } from "@tenon/contract/users";
import { updateAccount } from "@tenon/core/account";
import { register, type StartedSession } from "@tenon/core/auth";
import type { Ctx, UserCtx } from "@tenon/core/ctx";
import { getMe } from "@tenon/core/me";
import { shownName } from "./schemas/profiles.ts";
import { folded } from "./schemas/usernames.ts";
import type { NewUser, UserChange } from "./schemas/users.ts";

/** Creates an account whose one name is both its username and what it shows. */
export const registerUser = (ctx: Ctx, { username, ...credentials }: NewUser): Promise<StartedSession> =>
  register(ctx, { ...credentials, name: username, username: folded(username), mode: "bearer" });

/** Changes what was sent and is another than before; an empty image takes it away. */
export async function changeUser(ctx: UserCtx, { username, password, image, ...change }: UserChange): Promise<Me> {
  const me = await getMe(ctx);
  const isRenamed = username !== undefined && username !== shownName(me);
  return updateAccount(ctx, {
    ...change,
    ...(isRenamed && { username: folded(username) }),
    // Whoever has a name besides the username, as those who came by Tenon's own API, keeps it.
    ...(isRenamed && me.name === shownName(me) && { name: username }),
    password: password === "" ? undefined : password,
    image: image === "" ? null : image,
  });
}
