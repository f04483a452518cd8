import { appRouter } from "@tenon/api";
import { compileOperations, type Operation } from "@tenon/openapi";
import { z } from "zod";
import type { JsonSchema } from "./values.ts";

/** A procedure that both transports serve, and its input as JSON Schema. */
export type Subject = {
  operation: Operation;
  /** By input key; empty for a procedure that takes nothing. */
  properties: Readonly<Record<string, JsonSchema>>;
  required: readonly string[];
};

/** What two servers cannot be asked alike; test/files and test/mfa.test.ts ask it of both transports. */
export const notCompared: ReadonlySet<string> = new Set([
  // A form has no JSON.
  "files.upload",
  // Their answers hold a signature and its time, which no two servers share.
  "files.createUpload",
  "files.links",
  // Its bytes are sent by the side of both transports.
  "files.complete",
  // They want the answer to a challenge, or a code, which no two servers share; or what only such an answer brings about.
  "auth.loginMfa",
  "auth.passkeyLogin",
  "auth.reauthenticate",
  "me.mfa.confirm",
  "me.mfa.disable",
  "me.mfa.recoveryCodes",
  "me.passkeys.add",
  "me.passkeys.rename",
  "me.passkeys.remove",
  // What was mailed, or handed out, by one server is of no use to the other.
  "auth.verifyEmail",
  "auth.confirmEmail",
  "auth.revertEmail",
  "auth.resetPassword",
  "auth.unlock",
  "auth.refresh",
  "auth.deviceClaim",
  "auth.deviceApprove",
  "auth.devicePoll",
  // There are no providers.
  "auth.oauthStart",
  "auth.oauthCallback",
  "me.identities.link",
  "me.identities.unlink",
]);

/** Every procedure of the real router that both transports answer: no streams, and none that are excluded. */
export async function subjects(excluded = notCompared): Promise<Subject[]> {
  const { operations } = await compileOperations(appRouter);
  const compared = operations.filter(({ path, type }) => type !== "subscription" && !excluded.has(path));
  return compared.map((operation) => {
    const parts = operation.inputs.map((input) => objectSchema(input as z.ZodType));
    return {
      operation,
      properties: Object.assign({}, ...parts.map((part) => part.properties)) as Subject["properties"],
      required: parts.flatMap((part) => part.required),
    };
  });
}

type ObjectSchema = { properties: Record<string, JsonSchema>; required: string[] };

function objectSchema(input: z.ZodType): ObjectSchema {
  const schema = z.toJSONSchema(input, {
    io: "input",
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
    },
  }) as JsonSchema;
  const named = (schema["$defs"] ?? {}) as Record<string, JsonSchema>;
  const inline = (part: JsonSchema): JsonSchema => {
    const { $ref, ...rest } = part;
    return typeof $ref === "string" ? { ...named[$ref.split("/").at(-1) ?? ""], ...rest } : part;
  };
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, JsonSchema>);
  return {
    properties: Object.fromEntries(properties.map(([key, part]) => [key, inline(part)])),
    required: (schema["required"] ?? []) as string[],
  };
}
