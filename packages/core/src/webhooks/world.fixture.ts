import type { Ctx, UserCtx } from "../ctx.ts";
import { jobDefinitions } from "../jobs/registry.ts";
import type { MailMessage } from "../mail/mailer.ts";
import { testJobCtx, testWorld, type TestWorld } from "../testing.ts";
import { type EndpointAnswer, type OutgoingMessage, SendError } from "./sender.ts";

export type WebhookWorld = TestWorld & {
  admin: UserCtx;
  /** Moves the clock. */
  wait(ms: number): void;
  /** What was sent, in order. */
  sent: OutgoingMessage[];
  /** What endpoints answer next, else 200; a text is why there is no answer. */
  answers: (number | string | EndpointAnswer)[];
  logged: object[];
  mails: MailMessage[];
  /** Runs the jobs that are due, and those that come of them. Returns how many. */
  work(): Promise<number>;
};

/** A world with an administrator, a clock that stands still, and endpoints that answer as the test says. */
export async function webhookWorld(): Promise<WebhookWorld> {
  let now = new Date("2026-11-21T12:00:00Z");
  const world = await testWorld({ now: () => now });
  const sent: OutgoingMessage[] = [];
  const answers: WebhookWorld["answers"] = [];
  const logged: object[] = [];
  const mails: MailMessage[] = [];
  const replaced: Pick<Ctx, "webhooks" | "mailer" | "log"> = {
    webhooks: {
      faultOf: (url) => Promise.resolve(url.includes("10.0.0.1") ? "it is not public" : undefined),
      async send(message) {
        sent.push(message);
        const answer = answers.shift() ?? 200;
        if (typeof answer === "string") throw new SendError(answer);
        return typeof answer === "number" ? { status: answer, excerpt: `answer ${answer}` } : answer;
      },
    },
    mailer: {
      async send(mail) {
        mails.push(mail);
        return { kind: "sent" };
      },
    },
    log: { ...world.anonymous.log, warn: (fields) => void logged.push(fields) },
  };
  const admin = { ...(await world.as("root", "admin")), ...replaced };

  return {
    ...world,
    admin,
    sent,
    answers,
    logged,
    mails,
    wait: (ms) => void (now = new Date(now.getTime() + ms)),
    async work() {
      let count = 0;
      for (;;) {
        const index = world.jobs.findIndex(({ startAfter }) => (startAfter ?? now) <= now);
        const [job] = index === -1 ? [] : world.jobs.splice(index, 1);
        if (!job) return count;
        await jobDefinitions.find(({ name }) => name === job.name)?.run(testJobCtx(admin), job.payload);
        count += 1;
      }
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}
