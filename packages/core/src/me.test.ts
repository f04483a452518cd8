import { permissions, rolePermissions } from "@tenon/contract/permissions";
import { expect, test } from "vitest";
import { getMe, updateMe } from "./me.ts";
import { reasonOf, testWorld } from "./testing.ts";

test("one's own account shows its address, role and rights, and no secret", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];

  const me = await getMe(ada);

  expect(me).toEqual({
    id: ada.actor.id,
    username: "ada",
    name: "ada",
    bio: "",
    image: null,
    createdAt: expect.any(Date) as Date,
    email: "ada@example.com",
    emailVerified: false,
    role: "user",
    permissions: [...rolePermissions.user],
    mfaEnabled: false,
    mfaMethods: [],
    mfaRequired: false,
    impersonatedBy: null,
    notifications: { follower: "mail", comment: "mail", post: "app" },
  });
  expect((await getMe(root)).permissions).toEqual(permissions);
});

test("during an impersonation one sees whose it is", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  const session = { ...ada.actor.session, actorId: root.actor.id };

  expect(await getMe({ ...ada, actor: { ...ada.actor, session } })).toMatchObject({ impersonatedBy: root.actor.id });
});

test("one's own profile changes as far as it is named", async () => {
  await using world = await testWorld();
  const [ada] = [await world.as("ada"), await world.as("bob")];

  expect(await updateMe(ada, { name: "Ada L", image: "https://example.com/a.png" })).toMatchObject({ name: "Ada L" });
  expect(await updateMe(ada, { image: null, bio: undefined })).toMatchObject({ name: "Ada L", image: null, bio: "" });
  expect(await updateMe(ada, {})).toMatchObject({ name: "Ada L" });
  expect(await reasonOf(updateMe(ada, { username: "bob" }))).toBe("USERNAME_TAKEN");
});

test("an account that is gone is nobody's", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  await world.db.user.delete({ where: { id: ada.actor.id } });

  expect(await reasonOf(getMe(ada))).toBe("UNAUTHENTICATED");
  expect(await reasonOf(updateMe(ada, { name: "x" }))).toBe("UNAUTHENTICATED");
});
