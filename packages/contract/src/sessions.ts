import { z } from "zod";
import { Id } from "./fields.ts";

export const SessionInfo = z
  .object({
    id: Id,
    kind: z.enum(["cookie", "bearer", "device", "impersonation", "tokens"]).meta({
      description:
        "A browser's, a token's, a command line's, that of an administrator who acts as you, or a program's that refreshes its tokens.",
    }),
    current: z.boolean().meta({ description: "Whether this call came with it." }),
    secondFactor: z.boolean().meta({ description: "Whether two factors were shown for it." }),
    createdAt: z.date(),
    lastSeenAt: z.date().meta({ description: "To the minute." }),
    expiresAt: z.date().meta({ description: "When it ends if it is not used before." }),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .meta({ id: "SessionInfo", description: "A session as its owner sees it. Its token is shown to nobody." });
export type SessionInfo = z.output<typeof SessionInfo>;

export const SessionInfos = z.object({ items: z.array(SessionInfo) }).meta({ id: "SessionInfos" });
export type SessionInfos = z.output<typeof SessionInfos>;

export const SessionId = z.strictObject({ id: Id });
export type SessionId = z.output<typeof SessionId>;
