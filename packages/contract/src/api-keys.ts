import { z } from "zod";
import { Id, line } from "./fields.ts";
import { Permission } from "./permissions.ts";

export const apiKeyLimit = 50;

/** An address, or a block of them in CIDR notation (RFC 4632, RFC 4291). */
const AddressOrBlock = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: "Write an IP address, or a network such as 203.0.113.0/24 or 2001:db8::/32.",
});

export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    start: z.string().meta({ description: "Its first characters, by which you know it." }),
    scopes: z.array(Permission),
    allowedIps: z.array(z.string()),
    createdAt: z.date(),
    expiresAt: z.date().nullable(),
    lastUsedAt: z.date().nullable().meta({ description: "To the minute." }),
  })
  .meta({ id: "ApiKey", description: "An API key, without its secret." });
export type ApiKey = z.output<typeof ApiKey>;

export const ApiKeys = z.object({ items: z.array(ApiKey) }).meta({ id: "ApiKeys" });
export type ApiKeys = z.output<typeof ApiKeys>;

export const ApiKeyCreate = z.strictObject({
  name: line(80).min(1),
  scopes: z
    .array(Permission)
    .min(1)
    .transform((scopes) => [...new Set(scopes)])
    .meta({ description: "What it may do of that which you may; it loses what you lose." }),
  allowedIps: z
    .array(AddressOrBlock)
    .max(50)
    .default([])
    .meta({ description: "Addresses and CIDR blocks from which it may be used; none: from anywhere." }),
  expiresInDays: z
    .int()
    .min(1)
    .max(3650)
    .nullable()
    .default(90)
    .meta({ description: "Null: never, which is for machines that you will remember." }),
});
export type ApiKeyCreate = z.output<typeof ApiKeyCreate>;

export const ApiKeyId = z.strictObject({ id: Id });
export type ApiKeyId = z.output<typeof ApiKeyId>;

export const ApiKeyRotate = z.strictObject({
  id: Id,
  overlapHours: z.int().min(0).max(720).default(24).meta({ description: "How long the present one goes on working." }),
});
export type ApiKeyRotate = z.output<typeof ApiKeyRotate>;

export const ApiKeyWithSecret = ApiKey.extend({
  secret: z.string().meta({ description: "The key. It is shown this once." }),
}).meta({ id: "ApiKeyWithSecret" });
export type ApiKeyWithSecret = z.output<typeof ApiKeyWithSecret>;
