import { Command } from "commander";
import { addAudit } from "./commands/audit.ts";
import { addCall } from "./commands/call.ts";
import { addInfo } from "./commands/info.ts";
import { addLogin } from "./commands/login.ts";
import { addLogout } from "./commands/logout.ts";
import { addMcp } from "./commands/mcp.ts";
import { addMe } from "./commands/me.ts";
import { addPosts } from "./commands/posts.ts";
import { addToken } from "./commands/token.ts";
import { addUsers } from "./commands/users.ts";
import { addWebhooks } from "./commands/webhooks.ts";
import { description, epilogue } from "./help.ts";
import type { Io } from "./io.ts";
import { version } from "./session.ts";
import { printableLines } from "./terminal/printable.ts";

/** The whole command line. Parsing throws CommanderError after it has printed help, version or a usage error. */
export function createProgram(io: Io): Command {
  const program = new Command("tenon")
    .description(description)
    .option("--url <address>", "the server (default: the one you signed in to last, else http://localhost:3000)")
    .option("--json", "print the API's value as JSON, and nothing else, on stdout")
    .option("--no-color", "print without colours")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .addHelpText("after", epilogue)
    .showHelpAfterError("(--help tells more)")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: (text, write) => write(printableLines(text.replace(/^error: /, "tenon: "))),
    })
    .exitOverride();

  for (const add of [
    addLogin,
    addLogout,
    addMe,
    addToken,
    addPosts,
    addUsers,
    addWebhooks,
    addAudit,
    addInfo,
    addCall,
    addMcp,
  ])
    add(program, io);
  return program;
}
