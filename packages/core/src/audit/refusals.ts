import type { Reason } from "@tenon/contract/errors";
import { audit } from "../audit.ts";
import type { Ctx, UserActor } from "../ctx.ts";
import { Recent } from "./recent.ts";

/** Of one user, and of all together, in a minute of one process: refusals are cheap to cause. All of them are in the log. */
const [mostOfUser, mostOfAll] = [10, 600];
const minuteMs = 60_000;

const recent = new WeakMap<Ctx["db"], Recent>();

type Refusal = { actor: UserActor; procedure: string; reason: Reason };

/** Notes that somebody who has signed in was refused what they may not do (ASVS 5.0 16.3.2). Never fails. */
export async function noteRefusal(
  ctx: Pick<Ctx, "db" | "client" | "requestId" | "log">,
  { actor, procedure, reason }: Refusal,
): Promise<void> {
  const counts = recent.get(ctx.db) ?? new Recent({ windowMs: minuteMs, perKey: mostOfUser, total: mostOfAll });
  recent.set(ctx.db, counts);
  if (!counts.take(actor.id)) return;
  try {
    await audit({ ...ctx, actor }, ctx.db, {
      action: "access.refused",
      outcome: "failure",
      target: { type: "procedure", id: procedure },
      meta: { reason },
    });
  } catch (error) {
    ctx.log.error({ err: error }, "a refusal could not be noted");
  }
}
