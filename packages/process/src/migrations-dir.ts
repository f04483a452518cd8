import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Beside the bundle in production, in packages/db otherwise. */
const places = ["./migrations/", "../../db/prisma/migrations/"];

export const migrationsDir =
  places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync) ?? "";
