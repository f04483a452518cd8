import { z } from "zod";
import { Id } from "./fields.ts";

export const DataExport = z
  .object({
    id: Id,
    status: z.enum(["running", "ready", "failed"]),
    size: z.int().nullable().meta({ description: "In bytes, once it is `ready`." }),
    sha256: z.string().nullable().meta({ description: "Of its bytes, in hexadecimal." }),
    url: z.string().nullable().meta({ description: "Where a ZIP file is read with your session, once it is `ready`." }),
    createdAt: z.date(),
    readyAt: z.date().nullable(),
    expiresAt: z.date().meta({ description: "Then it goes." }),
  })
  .meta({ id: "DataExport", description: "All that is kept of your account, in one file." });
export type DataExport = z.output<typeof DataExport>;
