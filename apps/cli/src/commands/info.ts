import type { Command } from "commander";
import type { Io } from "../io.ts";
import { inSession, type Session } from "../session.ts";
import type { Target } from "../target.ts";
import { fieldLines } from "../terminal/fields.ts";
import { printable } from "../terminal/printable.ts";
import { dateTime } from "../terminal/when.ts";

export function addInfo(program: Command, io: Io): void {
  program.command("info").description("Show what the server is").action(inSession(io, showInfo));
}

async function showInfo({ connect, show, style, target }: Session): Promise<void> {
  const info = await connect().system.info.query();
  show(info, ({ name, version, time, limits }) =>
    fieldLines(
      {
        Server: target.url,
        Version: printable(`${name} ${version}`),
        Clock: dateTime(time),
        Limits: `${limits.maxBodyBytes} bytes in a body, ${limits.maxBatchSize} calls in a batch`,
        "Signed in": signedInAs(target),
      },
      (label) => style("dim", label),
    ),
  );
}

function signedInAs({ tokenFrom, credential }: Target): string {
  if (tokenFrom === "environment") return "by TENON_TOKEN";
  return credential ? `as ${printable(credential.user.username)}` : "no";
}
