import { createClient, reasonOf } from "@tenon/client";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { startNode } from "./node.ts";
import { startTestApp } from "./test-app.ts";

test("an administrator who is one no longer is none on the other node, in a session that it has cached (ASVS 5.0 8.3.2)", async () => {
  await using here = await startTestApp();
  await using there = await startNode(here.databaseUrl);
  const [root, ada] = [await here.join("root", "admin"), await here.join("ada", "admin")];
  const adaThere = createClient({ url: there.url, token: ada.token });
  const seesAddresses = async () => JSON.stringify(await adaThere.users.list.query()).includes(root.email);
  expect([await seesAddresses(), await adaThere.audit.list.query().then(() => "ok")]).toEqual([true, "ok"]);

  await root.client.users.setRole.mutate({ id: ada.id, role: "user" });

  const refused = () => adaThere.audit.list.query().catch(reasonOf);
  await eventually(async () => expect(await refused()).toBe("FORBIDDEN"));
  expect(await seesAddresses()).toBe(false);
  expect(await adaThere.me.get.query()).toMatchObject({ role: "user" });
});
