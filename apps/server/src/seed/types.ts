import type { Role } from "@tenon/contract/permissions";

export type Username = "admin" | "jonas" | "priya" | "tomas" | "wren";

export type Person = { username: Username; name: string; bio: string; role: Role };

/** Published, unless it says that it is a draft. */
export type SeedPost = {
  title: string;
  summary: string;
  body: string;
  tags: string[];
  author: Username;
  status?: "draft";
};

/** `post` is the title of a published post. */
export type SeedComment = { post: string; author: Username; body: string };
