import type { TokenOptions } from "@tenon/auth";
import type { Vault } from "@tenon/core/vault";
import { type Config, ringOf } from "./config.ts";

/** Whose tokens are made, for whom, and with what. */
export const tokenOptions = ({ keys, tokens }: Config, sealer: Vault): TokenOptions => ({
  ...tokens,
  refreshKeys: ringOf(keys.refresh),
  deviceKey: ringOf(keys.userCodes)[0].secret,
  sealer,
});
