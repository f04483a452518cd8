import type { Providers } from "@tenon/contract/identities";
import type { Ctx } from "./ctx.ts";

export { finishFlow, type FinishedFlow, type StartedFlow, startLink, startSignIn } from "./identities/flows.ts";
export { listIdentities, unlinkIdentity } from "./identities/link.ts";
export { FlowRefused } from "./identities/refusal.ts";

/** With whom one can sign in. */
export const listProviders = ({ federation }: Pick<Ctx, "federation">): Providers => ({
  items: [...federation.providers.values()].map(({ id, name }) => ({ id, name })),
});
