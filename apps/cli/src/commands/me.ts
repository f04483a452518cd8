import type { Command } from "commander";
import type { Io } from "../io.ts";
import { inSession, type Session } from "../session.ts";
import { fieldLines } from "../terminal/fields.ts";
import { printable } from "../terminal/printable.ts";
import { when } from "../terminal/when.ts";

export function addMe(program: Command, io: Io): void {
  program.command("me").description("Show who you are signed in as").action(inSession(io, showMe));
}

async function showMe({ connect, show, style, target, io }: Session): Promise<void> {
  const me = await connect().me.get.query();
  show(me, (user) =>
    fieldLines(
      {
        Username: printable(user.username),
        Name: printable(user.name),
        "E-mail": `${printable(user.email)}${user.emailVerified ? "" : " (not verified)"}`,
        Role: user.role,
        "Second factor": user.mfaEnabled ? "yes" : user.mfaRequired ? "none, and the account must have one" : "none",
        Joined: when(user.createdAt, io.now()),
        Server: target.url,
        Session: user.impersonatedBy === null ? undefined : `an administrator's, ${user.impersonatedBy}`,
      },
      (name) => style("dim", name),
    ),
  );
}
