import type { TRPCRouterRecord } from "@trpc/server";
import { audit } from "./routers/audit.ts";
import { auth } from "./routers/auth.ts";
import { comments } from "./routers/comments.ts";
import { files } from "./routers/files.ts";
import { jobs } from "./routers/jobs.ts";
import { me } from "./routers/me.ts";
import { posts } from "./routers/posts.ts";
import { signingKeys } from "./routers/signing-keys.ts";
import { system } from "./routers/system.ts";
import { tags } from "./routers/tags.ts";
import { users } from "./routers/users.ts";
import { webhooks } from "./routers/webhooks.ts";

/** Every procedure there is. */
export const routes = {
  audit,
  auth,
  comments,
  files,
  jobs,
  me,
  posts,
  signingKeys,
  system,
  tags,
  users,
  webhooks,
} satisfies TRPCRouterRecord;
