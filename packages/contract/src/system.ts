import { z } from "zod";

export const SystemInfo = z
  .object({
    name: z.string(),
    version: z.string(),
    time: z.date().meta({ description: "The server's clock." }),
    limits: z.object({ maxBodyBytes: z.int(), maxBatchSize: z.int() }),
  })
  .meta({ id: "SystemInfo" });
export type SystemInfo = z.output<typeof SystemInfo>;
