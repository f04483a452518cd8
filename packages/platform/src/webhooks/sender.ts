import { SendError, type WebhookSender } from "@tenon/core/webhooks/sender";
import { post } from "./post.ts";
import { type Resolve, resolveByDns, type Target, targetOf, type TargetRules } from "./target.ts";

export type SenderOptions = TargetRules & {
  /** For a whole exchange, the look-up of the name included. @default 10000 */
  timeoutMs?: number;
  /** @default the system's resolver */
  resolve?: Resolve;
};

/** Sends over HTTP to public addresses. Each message is resolved and judged anew, and goes to the address that was judged. */
export function createWebhookSender({
  timeoutMs = 10_000,
  resolve = resolveByDns,
  ...rules
}: SenderOptions): WebhookSender {
  const find = (url: string, signal: AbortSignal): Promise<Target> =>
    Promise.race([targetOf(url, rules, resolve), aborted(signal)]);

  return {
    async faultOf(url) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const fault = await find(url, timeout).catch((error: unknown) => sentenceOf(error, timeout));
      return typeof fault === "string" ? fault : undefined;
    },
    async send({ url, ...message }, signal) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const either = AbortSignal.any([signal, timeout]);
      try {
        const target = await find(url, either);
        return await post(target, message, either);
      } catch (error) {
        throw new SendError(sentenceOf(error, timeout), { cause: error });
      }
    },
  };
}

/** Never resolves. A name's look-up cannot be cancelled, only left behind. */
function aborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  if (signal.aborted) reject(new SendError("it was given up"));
  signal.addEventListener("abort", () => reject(new SendError("it was given up")), { once: true });
  return promise;
}

function sentenceOf(error: unknown, timeout: AbortSignal): string {
  if (timeout.aborted) return "there was no whole answer in time";
  if (error instanceof SendError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return `the connection failed: ${code ?? message}`;
}
