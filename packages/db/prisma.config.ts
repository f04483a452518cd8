import { defineConfig } from "prisma/config";

/** The Prisma CLI only generates here; migrations are ours (`src/migrate.ts`, `scripts/`), so it needs no database URL. */
export default defineConfig({ schema: "prisma/schema", migrations: { path: "prisma/migrations" } });
