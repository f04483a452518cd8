import { text } from "node:stream/consumers";
import { Failure } from "../failure.ts";
import type { Io } from "../io.ts";
import type { Session } from "../session.ts";
import { isOpenToEavesdroppers } from "../target.ts";
import { ask, askSecret } from "../terminal/prompt.ts";
import { withSecondFactor } from "./second-factor.ts";

export type PasswordOptions = { email?: string; passwordStdin?: boolean; code?: string };

/** Signs in by address and password, which are asked for where they are not given. */
export async function signInByPassword(session: Session, options: PasswordOptions) {
  const { io, target, note } = session;
  if (isOpenToEavesdroppers(target.url))
    note(`Warning: ${target.url} is not encrypted; your password can be read on the way.`);
  const email = options.email ?? (await ask(io, "E-mail: "));
  const password = options.passwordStdin ? await pipedPassword(io) : await askSecret(io, "Password: ");

  // As nobody: a token that has ended would be refused before the password is looked at.
  const client = session.connect({ token: null });
  const signIn = client.auth.login.mutate({ email, password, mode: "bearer" });
  return withSecondFactor(signIn, { client, io, code: options.code });
}

async function pipedPassword({ stdin }: Io): Promise<string> {
  if (stdin.isTTY)
    throw new Failure("usage", "--password-stdin wants a pipe or a file, not the terminal, which would show it.");
  const password = (await text(stdin)).replace(/\r?\n$/, "");
  if (password === "") throw new Failure("usage", "There is no password on stdin.");
  return password;
}
