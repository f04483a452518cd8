import { join } from "node:path";

/** Where the migrations are in the source tree; a production image passes its own copy to `migrate`. */
export const migrationsDir: string = join(import.meta.dirname, "../../prisma/migrations");
