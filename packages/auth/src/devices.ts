import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { KeyRing } from "./key-ring.ts";

/** An account, as far as a device knows it: a new password is another one. */
export type DeviceAccount = { id: string; passwordChangedAt: Date | null };

export interface Devices {
  /** The device's id, if this account has signed in from it, or was unlocked, with its present password. Anything else is undefined. */
  known(value: string | undefined, account: DeviceAccount | null): string | undefined;
  /** The value with which a device knows this account, besides the few that it knew before. */
  remember(value: string | undefined, account: DeviceAccount): string;
}

const maxAccounts = 4;
const tagBytes = 16;

/**
 * Tells devices from which an account has signed in, so that strangers who guess cannot lock it out there. The value is a random
 * id and, for each account, a MAC over both: no row, and nothing that a leaked database could forge.
 */
export function createDevices(keys: KeyRing): Devices {
  const secrets = keys.map(({ secret }) => createHmac("sha256", secret).update("devices").digest());
  const tagsOf = (device: string, { id, passwordChangedAt }: DeviceAccount): Buffer[] =>
    secrets.map((secret) =>
      createHmac("sha256", secret)
        .update(`${device}\0${id}\0${passwordChangedAt?.getTime() ?? 0}`)
        .digest()
        .subarray(0, tagBytes),
    );
  const nobody: DeviceAccount = { id: "", passwordChangedAt: null };

  return {
    known(value, account) {
      const { device, tags } = partsOf(value);
      // Nobody's is computed as well, so that an account that is not there takes no less time.
      const expected = tagsOf(device, account ?? nobody);
      const isKnown = tags.filter((tag) => expected.some((one) => timingSafeEqual(tag, one))).length > 0;
      return account !== null && isKnown ? device : undefined;
    },

    remember(value, account) {
      const parts = partsOf(value);
      const device = parts.device || randomBytes(tagBytes).toString("base64url");
      const [tag = Buffer.alloc(0)] = tagsOf(device, account);
      const others = parts.tags.filter((other) => !other.equals(tag)).slice(0, maxAccounts - 1);
      return [device, ...[tag, ...others].map((one) => one.toString("base64url"))].join(".");
    },
  };
}

/** Of a value that is none of ours, nothing. */
function partsOf(value = ""): { device: string; tags: Buffer[] } {
  const isOurs = /^[\w-]{22}(?:\.[\w-]{22}){1,4}$/.test(value);
  const [device = "", ...tags] = isOurs ? value.split(".") : [];
  return { device, tags: tags.map((tag) => Buffer.from(tag, "base64url")) };
}
