import { createCipheriv, hash, randomBytes } from "node:crypto";
import { keyRing } from "@tenon/auth";
import { expect, test } from "vitest";
import { createVault, labelBytes, VaultError } from "./vault.ts";

const [old, next] = ["a-secret-of-tests-that-is-long-enough", "another-secret-that-is-long-enough"];
const vault = createVault(keyRing(old));

test("what is sealed is opened again, and never looks the same twice", () => {
  const sealed = [vault.seal("webhooks", "whsec_é"), vault.seal("webhooks", "whsec_é")];

  expect(sealed.map((bytes) => vault.open("webhooks", bytes))).toEqual(["whsec_é", "whsec_é"]);
  expect(Buffer.from(sealed[0]!)).not.toEqual(Buffer.from(sealed[1]!));
  expect(Buffer.from(sealed[0]!).includes("whsec")).toBe(false);
});

test("another key, another purpose, a changed or a cut text is not opened", () => {
  const sealed = vault.seal("webhooks", "whsec_1");
  const isChangedAt = (at: number) => sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));

  expect(() => createVault(keyRing(next)).open("webhooks", sealed)).toThrow(VaultError);
  expect(() => vault.open("mail", sealed)).toThrow(VaultError);
  for (const at of sealed.keys()) expect(() => vault.open("webhooks", isChangedAt(at))).toThrow(VaultError);
  expect(() => vault.open("webhooks", sealed.subarray(0, 20))).toThrow(VaultError);
  expect(() => vault.open("webhooks", new Uint8Array())).toThrow(VaultError);
});

test("what an earlier key has sealed is opened, and what is sealed now names the newest", () => {
  const rotated = createVault(keyRing(next, old));
  const [before, now] = [vault.seal("webhooks", "whsec_1"), rotated.seal("webhooks", "whsec_2")];
  const labelOf = (sealed: Uint8Array) => Buffer.from(sealed.subarray(0, labelBytes)).toString("hex");

  expect([rotated.open("webhooks", before), rotated.open("webhooks", now)]).toEqual(["whsec_1", "whsec_2"]);
  expect([labelOf(now), labelOf(before)]).toEqual(
    rotated.labels.map(({ bytes }) => Buffer.from(bytes).toString("hex")),
  );
  expect(rotated.labels.map(({ keyId }) => keyId)).toEqual(keyRing(next, old).map(({ id }) => id));
  expect(createVault(keyRing(next)).open("webhooks", now)).toBe("whsec_2");
});

test("what was sealed before keys had names is opened by each key of the ring", () => {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", hash("sha256", old, "buffer"), iv).setAAD(Buffer.from("webhooks"));
  const unnamed = Buffer.concat([iv, cipher.update("whsec_0", "utf8"), cipher.final(), cipher.getAuthTag()]);

  expect(createVault(keyRing(next, old)).open("webhooks", unnamed)).toBe("whsec_0");
  expect(() => createVault(keyRing(next)).open("webhooks", unnamed)).toThrow(VaultError);
});
