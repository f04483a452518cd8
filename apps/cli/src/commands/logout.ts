import { reasonOf } from "@tenon/client";
import type { Command } from "commander";
import { readCredentials, removeCredential } from "../credentials.ts";
import { signedOut } from "../explain.ts";
import type { Io } from "../io.ts";
import { inSession, type Session } from "../session.ts";

type LogoutOptions = { local?: boolean };

export function addLogout(program: Command, io: Io): void {
  program
    .command("logout")
    .description("End the stored session on the server and remove its token")
    .option("--local", "only remove the token, without asking the server")
    .action(inSession(io, logout));
}

async function logout(session: Session, { local = false }: LogoutOptions): Promise<void> {
  const { io, target, connect, note } = session;
  const stored = readCredentials(io.env);
  const credential = stored.find(({ url }) => url === target.url);
  if (!credential) throw signedOut({ url: target.url });

  if (!local) await endSession(connect({ token: credential.token }));
  removeCredential(io.env, target.url);

  session.show(null, () => `Signed out at ${target.url}.`);
  const next = stored.find(({ url }) => url !== target.url);
  if (next) note(`From now on commands go to ${next.url}, unless --url says otherwise.`);
  if (io.env["TENON_TOKEN"]) note("TENON_TOKEN is set and still in use.");
}

/** A session that the server no longer knows has ended already. */
async function endSession(client: ReturnType<Session["connect"]>): Promise<void> {
  try {
    await client.auth.logout.mutate();
  } catch (error) {
    if (reasonOf(error) !== "UNAUTHENTICATED") throw error;
  }
}
