import type { Command } from "commander";
import { signedOut } from "../explain.ts";
import { Failure, tell } from "../failure.ts";
import type { Io } from "../io.ts";
import { createEndpoint } from "../mcp/endpoint.ts";
import { relay } from "../mcp/relay.ts";
import { inSession, type Session, userAgent } from "../session.ts";
import { ForeignAnswer } from "../timed-fetch.ts";
import { unreachable } from "../unanswered.ts";

export function addMcp(program: Command, io: Io): void {
  program
    .command("mcp")
    .description("Serve the server's tools to a program that speaks MCP, on stdin and stdout")
    .addHelpText(
      "after",
      '\nIn the configuration of such a program:\n  { "mcpServers": { "tenon": { "command": "tenon", "args": ["mcp"] } } }',
    )
    .action(inSession(io, serveMcp));
}

async function serveMcp({ io, target, note }: Session): Promise<void> {
  const { token, url } = target;
  const complain = (failure: Failure) => void io.stderr.write(tell(failure, Boolean(io.env["TENON_DEBUG"])));
  if (io.stdin.isTTY) note("Waiting for messages of the Model Context Protocol, one on each line. Ctrl-D ends.");
  await relay({
    input: io.stdin,
    send: createEndpoint(`${url}/mcp`, {
      "user-agent": userAgent,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    }),
    write: (line) => void io.stdout.write(`${line}\n`),
    explain(error) {
      const failure = isOff(error) ? new Failure("unreachable", `${url} serves no tools.`) : unreachable(error, url);
      complain(failure);
      return failure.message;
    },
    onStatus: (status) => void (status === 401 && complain(signedOut(target))),
  });
}

/** A Tenon server whose MCP is off has nothing at that path. */
const isOff = (error: unknown): boolean => error instanceof ForeignAnswer && error.status === 404;
