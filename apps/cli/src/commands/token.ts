import type { RouterInputs } from "@tenon/client";
import type { Command } from "commander";
import type { Io } from "../io.ts";
import { collect } from "../options.ts";
import { inSession, type Session } from "../session.ts";
import { printable } from "../terminal/printable.ts";

type TokenOptions = { audience?: string; scope?: string[] };
type Scopes = Extract<RouterInputs["auth"]["token"], object>["scopes"];

export function addToken(program: Command, io: Io): void {
  program
    .command("token")
    .description("Print a token of five minutes that tells another service who you are")
    .option("--audience <service>", "who is to take it (default: as the server is configured)")
    .option(
      "--scope <permission>",
      "what it is good for; may be given several times (default: all that you may do)",
      collect,
    )
    .action(inSession(io, printToken));
}

async function printToken({ connect, show, note }: Session, { audience, scope }: TokenOptions): Promise<void> {
  const input = { ...(audience !== undefined && { audience }), ...(scope && { scopes: scope as Scopes }) };
  const token = await connect().auth.token.mutate(input);
  show(token, ({ accessToken }) => accessToken);
  note(`For ${printable(token.audience)}, for ${token.expiresIn} seconds.`);
}
