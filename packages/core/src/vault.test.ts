import { expect, test } from "vitest";
import { createVault, VaultError } from "./vault.ts";

const vault = createVault("a-secret-of-tests-that-is-long-enough");

test("what is sealed is opened again, and never looks the same twice", () => {
  const sealed = [vault.seal("webhooks", "whsec_é"), vault.seal("webhooks", "whsec_é")];

  expect(sealed.map((bytes) => vault.open("webhooks", bytes))).toEqual(["whsec_é", "whsec_é"]);
  expect(Buffer.from(sealed[0]!)).not.toEqual(Buffer.from(sealed[1]!));
  expect(Buffer.from(sealed[0]!).includes("whsec")).toBe(false);
});

test("another key, another purpose, a changed or a cut text is not opened", () => {
  const sealed = vault.seal("webhooks", "whsec_1");
  const changed = sealed.map((byte, index) => (index === 14 ? byte ^ 1 : byte));

  expect(() => createVault("another secret").open("webhooks", sealed)).toThrow(VaultError);
  expect(() => vault.open("mail", sealed)).toThrow(VaultError);
  expect(() => vault.open("webhooks", changed)).toThrow(VaultError);
  expect(() => vault.open("webhooks", sealed.subarray(0, 20))).toThrow(VaultError);
  expect(() => vault.open("webhooks", new Uint8Array())).toThrow(VaultError);
});
