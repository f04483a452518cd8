import type { FlowFinished, FlowStarted } from "@tenon/contract/identities";
import { type FinishedFlow, FlowRefused, type StartedFlow } from "@tenon/core/identities";
import type { RequestCtx } from "./context.ts";

/** Gives the browser the cookie that it has to come back with. */
export async function startedFlow(
  ctx: RequestCtx,
  provider: string,
  starting: Promise<StartedFlow>,
): Promise<FlowStarted> {
  const { output, token } = await starting;
  ctx.flows.set(provider, token);
  return output;
}

/** Hands over the session that a flow brought, if it brought one, and takes the flow's cookie away. */
export async function finishedFlow(
  ctx: RequestCtx,
  provider: string,
  finishing: Promise<FinishedFlow>,
): Promise<FlowFinished> {
  const { output, started } = await finishing.catch((error: unknown) => {
    if (error instanceof FlowRefused) ctx.flows.clear(provider);
    throw error;
  });
  if (started?.session.kind === "cookie") ctx.reply.setSession(started.token, started.session);
  ctx.flows.clear(provider);
  return output;
}
