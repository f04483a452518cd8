import type { Files } from "../model/contract.ts";
import type { Resource } from "../model/resources.ts";

/** How a client program reads the server's types. */
export type Through = "source" | "declarations";

/** One way to write a server and its client: the same resources, the same schemas, the same calls. */
export type Contender = {
  id: string;
  name: string;
  /** The style in a few words, for the results. */
  style: string;
  /** What a reader must know to judge the comparison. */
  notes: readonly string[];
  /** The pages of its documentation that the style follows. */
  docs: readonly string[];
  /** Everything of the server, contract and domain included. */
  server: (resources: readonly Resource[]) => Files;
  /** The server's module that a client imports. */
  entry: Record<Through, string>;
  /** The module that makes `client`; `from` is where the entry is. */
  connect: (from: string, through: Through) => string;
  /** Five calls, one of each procedure of a resource, and something done with what they answer. */
  page: (resource: Resource) => string;
  /** Mistakes that must be errors, so that no types have silently become `any`. */
  mistakes: (resource: Resource) => string;
};

/** What a client sends to `create`. */
export const sampleOf = ({ fields }: Resource): string =>
  `{ ${fields.map(({ name, sample }) => `${name}: ${sample}`).join(", ")} }`;

/** Its first field, to change with `update`. */
export function changeOf({ fields }: Resource): string {
  const [first] = fields;
  return first ? `${first.name}: ${first.sample}` : "";
}

/** Imports that name a resource's own module, for a server's root. */
export const importAll = (resources: readonly Resource[], folder: string): string =>
  resources.map(({ plural }) => `import { ${plural} } from "./${folder}/${plural}.ts";`).join("\n");

export const expectError = (statement: string): string => `  // @ts-expect-error\n  ${statement}`;
