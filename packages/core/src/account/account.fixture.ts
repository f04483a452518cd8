import { actorOf } from "../access.ts";
import { login, register } from "../auth.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import type { JobDefinition } from "../jobs/definition.ts";
import { jobDefinitions } from "../jobs/registry.ts";
import { testJobCtx, testWorld, type TestWorld } from "../testing.ts";

export const password = "correct horse battery";

export type SentMail = { to: string; subject: string; text: string };

/** The accounts' own mail: jobs of accounts are run, and what they would mail is taken. */
export async function mailsOf(world: TestWorld, ctx: Ctx = world.anonymous): Promise<SentMail[]> {
  const mails: SentMail[] = [];
  for (let job = world.jobs.shift(); job; job = world.jobs.shift()) {
    const { name, payload } = job;
    if (name === "mail.send") mails.push(payload as SentMail);
    const definition = jobDefinitions.find((known): known is JobDefinition => known.name === name);
    if (name.startsWith("account.")) await definition?.run(testJobCtx(ctx), payload);
  }
  return mails;
}

/** The token of the link in a mail. */
export const tokenIn = ({ text }: SentMail): string => /#token=(\S+)/.exec(text)?.[1] ?? "";

/** The token of the only mail, or of the only one with such a subject. */
export async function mailedToken(world: TestWorld, subject = /./): Promise<string> {
  const mails = (await mailsOf(world)).filter((mail) => subject.test(mail.subject) && tokenIn(mail) !== "");
  if (mails.length !== 1) throw new Error(`${mails.length} mails have a token`);
  return tokenIn(mails[0]!);
}

export type Joined = UserCtx & { token: string };

/** Somebody who has registered as `<username>@example.com`, in that session; the welcome is still to be mailed. */
export async function join(ctx: Ctx, username = "ada"): Promise<Joined> {
  const email = `${username}@example.com`;
  const { token } = await register(ctx, { email, password, name: username, username, mode: "bearer" });
  return sessionOf(ctx, token);
}

export const signIn = (ctx: Ctx, email: string, secret: string = password) =>
  login(ctx, { email, password: secret, mode: "bearer" });

export async function sessionOf(ctx: Ctx, token: string): Promise<Joined> {
  const principal = await ctx.auth.sessions.validate(token);
  if (!principal) throw new Error("the session is gone");
  return { ...ctx, actor: actorOf(principal), token };
}

/** A world in which Ada has just registered, her welcome mailed. */
export async function accountWorld() {
  const world = await testWorld();
  const ada = await join(world.anonymous);
  const [welcome] = await mailsOf(world);
  const auditOf = async () =>
    (await world.db.auditEvent.findMany({ orderBy: { at: "asc" } })).map(({ action }) => action);
  return { ...world, ada, welcome: welcome!, auditOf, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}
