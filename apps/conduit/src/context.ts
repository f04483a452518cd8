import type { Chargeable } from "@tenon/api/charge";
import type { Ctx } from "@tenon/core/ctx";

/** The context of one request, before anybody has asked who calls. */
export type ConduitCtx = Omit<Ctx, "actor"> &
  Chargeable & {
    /** The request's Authorization header. */
    authorization: string | undefined;
  };
