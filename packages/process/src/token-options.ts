import type { TokenOptions } from "@tenon/auth";
import type { Vault } from "@tenon/core/vault";
import type { Config } from "./config.ts";

/** Whose tokens are made, for whom, and with what. */
export const tokenOptions = ({ keys, tokens }: Config, sealer: Vault): TokenOptions => ({
  ...tokens,
  refreshKeys: [keys.refresh.reveal()],
  deviceKey: keys.userCodes.reveal(),
  sealer,
});
