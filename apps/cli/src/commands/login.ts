import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { credentialsPath, saveCredential } from "../credentials.ts";
import { Failure } from "../failure.ts";
import type { Io } from "../io.ts";
import { inSession, type Session } from "../session.ts";
import { isOpenToEavesdroppers } from "../target.ts";
import { printable } from "../terminal/printable.ts";
import { ask, askSecret } from "../terminal/prompt.ts";
import { dateTime } from "../terminal/when.ts";
import { withSecondFactor } from "./second-factor.ts";

type LoginOptions = { email?: string; passwordStdin?: boolean; code?: string };

export function addLogin(program: Command, io: Io): void {
  program
    .command("login")
    .description("Sign in and keep the session's token on this machine")
    .option("--email <address>", "asked for when absent")
    .option("--password-stdin", "read the password from stdin; by default it is asked for, without an echo")
    .option("--code <code>", "the second factor: a code of your app, or a recovery code; asked for when it is needed")
    .addHelpText("after", "\nWith --json: the API's value without its token, which is never printed.")
    .action(inSession(io, login));
}

async function login(session: Session, options: LoginOptions): Promise<void> {
  const { io, target, note } = session;
  if (isOpenToEavesdroppers(target.url))
    note(`Warning: ${target.url} is not encrypted; your password can be read on the way.`);
  const email = options.email ?? (await ask(io, "E-mail: "));
  const password = options.passwordStdin ? await pipedPassword(io) : await askSecret(io, "Password: ");

  // As nobody: a token that has ended would be refused before the password is looked at.
  const client = session.connect({ token: null });
  const signIn = client.auth.login.mutate({ email, password, mode: "bearer" });
  const { token, ...signedIn } = await withSecondFactor(signIn, { client, io, code: options.code });
  if (token === null) throw new Failure("refused", `${target.url} has sent no token.`);

  const { username, email: address } = signedIn.user;
  const expiresAt = signedIn.expiresAt.toISOString();
  saveCredential(io.env, { url: target.url, token, user: { username, email: address }, expiresAt });

  session.show(signedIn, ({ user }) => `Signed in at ${target.url} as ${printable(user.username)}.`);
  note(
    `The session lasts until ${dateTime(signedIn.expiresAt)} and longer when used; its token is in ${credentialsPath(io.env)}.`,
  );
  if (io.env["TENON_TOKEN"]) note("TENON_TOKEN is set and is used in the place of this sign-in.");
}

async function pipedPassword({ stdin }: Io): Promise<string> {
  if (stdin.isTTY)
    throw new Failure("usage", "--password-stdin wants a pipe or a file, not the terminal, which would show it.");
  const password = (await text(stdin)).replace(/\r?\n$/, "");
  if (password === "") throw new Failure("usage", "There is no password on stdin.");
  return password;
}
