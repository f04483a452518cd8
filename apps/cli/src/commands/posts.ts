import type { Command } from "commander";
import type { Io } from "../io.ts";
import { addCreate } from "./posts/create.ts";
import { addGet } from "./posts/get.ts";
import { addList } from "./posts/list.ts";

export function addPosts(program: Command, io: Io): void {
  const posts = program.command("posts").description("Read and write posts").helpCommand(false);
  for (const add of [addList, addGet, addCreate]) add(posts, io);
}
