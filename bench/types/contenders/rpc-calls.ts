import type { Resource } from "../model/resources.ts";
import { changeOf, expectError, sampleOf } from "./contender.ts";

/** How a procedure is called: `invoices.get` of a query or mutation. */
type Call = (path: string, kind: "query" | "mutate") => string;

/** The calls of a client whose procedures are functions of one input. */
export const rpcPage = (call: Call, resource: Resource): string => `import { client } from "../client.ts";

export async function ${resource.plural}(): Promise<Date> {
  const page = await ${call(`${resource.plural}.list`, "query")}({ limit: 50, status: "${resource.statuses[0]}" });
  const first = await ${call(`${resource.plural}.get`, "query")}({ id: page.items[0]?.id ?? "" });
  const created = await ${call(`${resource.plural}.create`, "mutate")}(${sampleOf(resource)});
  const updated = await ${call(`${resource.plural}.update`, "mutate")}({ id: created.id, status: first.status, ${changeOf(resource)} });
  await ${call(`${resource.plural}.delete`, "mutate")}({ id: updated.id });
  return updated.createdAt;
}
`;

export const rpcMistakes = (call: Call, { plural }: Resource): string => `import { client } from "./client.ts";

export async function mistakes(): Promise<void> {
${expectError(`await ${call(`${plural}.get`, "query")}({ id: 1 });`)}
${expectError(`await ${call(`${plural}.list`, "query")}({ status: "nothing of the kind" });`)}
${expectError(`await ${call(`${plural}.obtain`, "query")}({ id: "" });`)}
  const first = await ${call(`${plural}.get`, "query")}({ id: "" });
${expectError("const id: number = first.id;")}
${expectError("const at: string = first.createdAt;")}
}
`;
