import type { MigrationList, SchemaEngine, SchemasContainer } from "@prisma/schema-engine-wasm";
import { EngineAdapter } from "./adapter.ts";
import { readMigrationList, readSchema } from "./files.ts";
import { newEngine } from "./wasm.ts";

export type Project = { url: string; schemaDir: string; migrationsDir: string };

type Work<T> = (engine: SchemaEngine, schema: SchemasContainer, migrationsList: MigrationList) => Promise<T>;

/** Everything in the database counts. */
export const filters = { externalTables: [], externalEnums: [] };

/**
 * Gives `work` an engine on the project's database; migrations are replayed in shadow databases beside it. The engine
 * leaves a timer of ten seconds behind: end the process when done.
 */
export async function withEngine<T>({ url, schemaDir, migrationsDir }: Project, work: Work<T>): Promise<T> {
  const schema = readSchema(schemaDir);
  await using adapter = new EngineAdapter(url);
  const engine = await newEngine(
    adapter,
    schema.files.map((file) => [file.path, file.content]),
  );
  return await work(engine, schema, readMigrationList(migrationsDir));
}
