import { z } from "zod";
import { defineJob } from "../jobs/definition.ts";
import { inTransaction } from "../work.ts";
import { inboxHandlers } from "./handlers.ts";

/** Does what a message is for, once: it is noted in the transaction of its effects. */
export const handleMessage = defineJob({
  name: "inbox.handle",
  payload: z.object({ provider: z.string(), id: z.string() }),
  async run(ctx, { provider, id }) {
    const handle = inboxHandlers.get(provider);
    await inTransaction(ctx, async (work) => {
      const where = { provider, id, handledAt: null };
      const [message] = await work.tx.inboxMessage.updateManyAndReturn({ where, data: { handledAt: ctx.now() } });
      if (!message) return;
      if (handle) await handle(ctx, work, { ...message, content: JSON.parse(message.body) as unknown });
      else work.afterCommit(() => ctx.log.info({ provider, id, type: message.type }, "a message came in and was kept"));
    });
  },
});
