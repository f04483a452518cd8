import { type Contract, LOCK_VERSION } from "../contract.ts";
import { ContractForm } from "./form.ts";

/** A lock file that cannot be read. Its message is one sentence for whoever has it. */
export class LockError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "LockError";
  }
}

/** Reads the text of a lock file. @throws LockError saying what is wrong, and where */
export function parseContract(text: string): Contract {
  const json = parseJson(text);
  const version = typeof json === "object" && json !== null ? (json as { version?: unknown }).version : undefined;
  if (version !== LOCK_VERSION) {
    throw new LockError(
      version === undefined
        ? "It does not say which version of the lock it is."
        : `It has version ${JSON.stringify(version)}; this program reads version ${LOCK_VERSION}.`,
    );
  }
  const { data, error } = ContractForm.safeParse(json);
  if (!data) {
    const issue = error?.issues[0];
    throw new LockError(`At /${issue?.path.map(String).join("/")}: ${issue?.message ?? "it has another form"}.`);
  }
  const missing = missingRef(json, data.$defs);
  if (missing !== undefined) throw new LockError(`It refers to ${missing}, which is not in it.`);
  return data;
}

function parseJson(text: string): unknown {
  if (/^(<{7}|={7}|>{7})/m.test(text)) throw new LockError("It holds the marks of a merge conflict.");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LockError(`It is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function missingRef(json: unknown, defs: object): string | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  for (const [key, value] of Object.entries(json)) {
    const isMissing =
      key === "$ref" && typeof value === "string" && !Object.hasOwn(defs, value.replace("#/$defs/", ""));
    const missing = isMissing ? value : missingRef(value, defs);
    if (missing !== undefined) return missing;
  }
  return undefined;
}
