import type { Command } from "commander";
import { credentialsPath, saveCredential } from "../credentials.ts";
import { Failure } from "../failure.ts";
import type { Io } from "../io.ts";
import { signInAtBrowser } from "../login/device.ts";
import { type PasswordOptions, signInByPassword } from "../login/password.ts";
import { inSession, type Session } from "../session.ts";
import { printable } from "../terminal/printable.ts";
import { dateTime } from "../terminal/when.ts";

type LoginOptions = PasswordOptions & { password?: boolean; device?: boolean; browser: boolean };

export function addLogin(program: Command, io: Io): void {
  program
    .command("login")
    .description("Sign in, at a browser or by password, and keep the session's token on this machine")
    .option("--password", "ask for address and password here")
    .option("--email <address>", "sign in by password, with this address")
    .option("--password-stdin", "read the password from stdin; by default it is asked for, without an echo")
    .option("--code <code>", "with a password, the second factor: a code of your app, or a recovery code")
    .option("--device", "sign in at a browser also where there is no terminal")
    .option("--no-browser", "only print the page's address")
    .addHelpText("after", "\nWith --json: the API's value without its token, which is never printed.")
    .action(inSession(io, login));
}

async function login(session: Session, options: LoginOptions): Promise<void> {
  const { io, target, note } = session;
  const { token, ...signedIn } = isByPassword(options, io)
    ? await signInByPassword(session, options)
    : await signInAtBrowser(session, { opensBrowser: options.browser });
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

/** Where nobody looks, nobody can be told a code: then a password is what is left. */
const isByPassword = ({ password, email, passwordStdin, device }: LoginOptions, { stdin }: Io): boolean =>
  Boolean(password ?? passwordStdin) || email !== undefined || !(device ?? stdin.isTTY);
