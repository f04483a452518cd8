import { expect, test } from "vitest";
import { createDevices } from "./devices.ts";
import { keyRing } from "./key-ring.ts";

const devices = createDevices(keyRing("a secret of tests that is long enough"));
const ada = { id: "ada", passwordChangedAt: null };
const bob = { id: "bob", passwordChangedAt: new Date(1) };

test("a device knows the accounts that have signed in from it, each by the same id", () => {
  const value = devices.remember(devices.remember(undefined, ada), bob);

  const [known, other] = [devices.known(value, ada), devices.known(value, bob)];

  expect(known).toMatch(/^[\w-]{22}$/);
  expect(other).toBe(known);
  expect(devices.known(value, { id: "eve", passwordChangedAt: null })).toBeUndefined();
  expect(devices.known(value, null)).toBeUndefined();
});

test("a new password is not known any more, nor is another secret's device", () => {
  const value = devices.remember(undefined, ada);

  expect(devices.known(value, { ...ada, passwordChangedAt: new Date() })).toBeUndefined();
  expect(createDevices(keyRing("another secret that is long enough")).known(value, ada)).toBeUndefined();
});

test("two devices have two ids, and one cannot be made of the other", () => {
  const [laptop, phone] = [devices.remember(undefined, ada), devices.remember(undefined, ada)];

  expect(devices.known(laptop, ada)).not.toBe(devices.known(phone, ada));
  expect(devices.known(`${laptop.split(".")[0]}.${phone.split(".")[1]}`, ada)).toBeUndefined();
});

test("signing in again keeps the value, and of many accounts the latest four are known", () => {
  const value = devices.remember(undefined, ada);
  expect(devices.remember(value, ada)).toBe(value);

  let grown = value;
  for (let n = 0; n < 10; n += 1) grown = devices.remember(grown, { id: String(n), passwordChangedAt: null });

  expect(grown.length).toBeLessThan(120);
  const known = ["ada", ..."0123456789".split("")].filter((id) =>
    devices.known(grown, { id, passwordChangedAt: null }),
  );
  expect(known).toEqual(["6", "7", "8", "9"]);
});

test.each([
  undefined,
  "",
  "x",
  "a.b",
  ".",
  "a".repeat(22),
  `${"a".repeat(22)}.${"é".repeat(22)}`,
  `${"a".repeat(22)}${`.${"b".repeat(22)}`.repeat(5)}`,
])("%j is no device, and a new one is made of it", (value) => {
  expect(devices.known(value, ada)).toBeUndefined();

  const made = devices.remember(value, ada);

  expect(made).toMatch(/^[\w-]{22}\.[\w-]{22}$/);
  expect(made.startsWith("a".repeat(22))).toBe(false);
});

test("a device that an earlier key made known is known, and is made known anew by the newest", () => {
  const [old, next] = ["an old secret of tests, long enough", "the next secret of tests, long enough"];
  const before = createDevices(keyRing(old)).remember(undefined, ada);
  const rotated = createDevices(keyRing(next, old));

  const renewed = rotated.remember(before, ada);

  expect(rotated.known(before, ada)).toMatch(/^[\w-]{22}$/);
  expect(createDevices(keyRing(next)).known(renewed, ada)).toBe(rotated.known(before, ada));
});
