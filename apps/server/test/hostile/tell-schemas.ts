// Imported into the server's process before it starts: on SIGUSR2 it tells what has become of the router's schemas.
import { hash } from "node:crypto";
import { appRouter } from "@tenon/api";
import { compileOperations } from "@tenon/openapi";
import { describeProcedures } from "@tenon/openapi/describe";
import { z } from "zod";

process.on("SIGUSR2", () => void tell());

async function tell(): Promise<void> {
  const { operations } = await compileOperations(appRouter);
  const schemas = operations.map(({ path, inputs, output }) => ({
    path,
    inputs: inputs.map((input) => z.toJSONSchema(input as z.ZodType, { io: "input", unrepresentable: "any" })),
    output: output && z.toJSONSchema(output as z.ZodType, { io: "output", unrepresentable: "any" }),
  }));
  // JSON Schema is silent about coercion and the like; the exact description, which the contract lock reads, is not.
  const { procedures, schemas: exact } = await describeProcedures(appRouter);
  const described = procedures.map(({ operation: _, ...rest }) => rest);
  const snapshot = hash("sha256", JSON.stringify({ schemas, described, exact }), "hex");
  process.stdout.write(`\nschemas of ${operations.length} operations: ${snapshot}\n`);
}
