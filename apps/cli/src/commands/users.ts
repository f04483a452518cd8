import type { RouterOutputs } from "@tenon/client";
import type { Command } from "commander";
import type { Io } from "../io.ts";
import { pageHint } from "../next-page.ts";
import { type CursorOptions, cursorOptions, pageOption } from "../options.ts";
import { inSession, type Session } from "../session.ts";
import { type Column, table } from "../terminal/table.ts";
import { when } from "../terminal/when.ts";

type ListOptions = CursorOptions & { page?: number; search?: string };
type User = RouterOutputs["users"]["list"]["items"][number];

export function addUsers(program: Command, io: Io): void {
  const users = program.command("users").description("Look up users").helpCommand(false);
  const list = users.command("list").description("List or search users; administrators see the accounts' data too");
  for (const option of [...cursorOptions(), pageOption()]) list.addOption(option);
  list
    .option("--search <words>", "words or beginnings of words of the name or username")
    .action(inSession(io, listUsers));
}

async function listUsers({ connect, show, note, style, width, io }: Session, options: ListOptions): Promise<void> {
  const page = await connect().users.list.query(options);
  const header = (line: string) => style("bold", line);
  show(page, ({ items }) =>
    items.length === 0 ? "No users." : table(items, columnsFor(items, io.now()), { width, header }),
  );
  const hint = pageHint(page);
  if (hint) note(`\n${hint}`);
}

function columnsFor(users: User[], now: Date): Column<User>[] {
  const account: Column<User>[] = [
    { header: "E-MAIL", cell: ({ email = "" }) => email, min: 16 },
    { header: "ROLE", cell: ({ role = "" }) => role },
    { header: "STATUS", cell: ({ status = "" }) => status },
  ];
  return [
    { header: "USERNAME", cell: ({ username }) => username },
    { header: "NAME", cell: ({ name }) => name, min: 12 },
    ...(users.some(({ email }) => email !== undefined) ? account : []),
    { header: "JOINED", cell: ({ createdAt }) => when(createdAt, now), isOptional: true },
  ];
}
