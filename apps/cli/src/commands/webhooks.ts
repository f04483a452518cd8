import type { Command } from "commander";
import type { Io } from "../io.ts";
import { addListen } from "./webhooks/listen.ts";

export function addWebhooks(program: Command, io: Io): void {
  const webhooks = program.command("webhooks").description("Work on receivers of webhooks").helpCommand(false);
  addListen(webhooks, io);
}
