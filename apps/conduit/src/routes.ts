import { compileRouter } from "@tenon/node/executor";
import { articles } from "./routers/articles.ts";
import { comments } from "./routers/comments.ts";
import { favorites } from "./routers/favorites.ts";
import { profiles } from "./routers/profiles.ts";
import { tags } from "./routers/tags.ts";
import { users } from "./routers/users.ts";
import { t } from "./trpc.ts";

export const conduitRouter = compileRouter(t.router({ users, profiles, articles, comments, favorites, tags }));
