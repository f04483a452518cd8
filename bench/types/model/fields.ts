/** One field of a resource: as clients send it, as the server answers it, and a value to send. */
export type Field = { name: string; input: string; output: string; sample: string };

const line = (max: number) => `line(${max})`;

/** Fields that resources choose from: text, numbers, enums, dates, lists, nested objects, optional and nullable ones. */
export const fieldPool: readonly Field[] = [
  { name: "title", input: `${line(200)}.min(1)`, output: "z.string()", sample: '"A title"' },
  { name: "amount", input: "z.int().min(0)", output: "z.int()", sample: "1200" },
  { name: "tags", input: `z.array(${line(40)}).max(10)`, output: "z.array(z.string())", sample: '["a", "b"]' },
  {
    name: "priority",
    input: 'z.enum(["low", "normal", "high"]).default("normal")',
    output: 'z.enum(["low", "normal", "high"])',
    sample: '"high"',
  },
  {
    name: "address",
    input: `z.object({ street: ${line(200)}, city: ${line(100)}, country: z.string().length(2) })`,
    output: "z.object({ street: z.string(), city: z.string(), country: z.string() }).nullable()",
    sample: '{ street: "1 Quay", city: "Turku", country: "FI" }',
  },
  { name: "dueAt", input: "Instant.nullable()", output: "z.date().nullable()", sample: "new Date(0)" },
  { name: "summary", input: `${line(500)}.default("")`, output: "z.string()", sample: '"In short"' },
  { name: "externalId", input: "z.string().max(60).optional()", output: "z.string().nullable()", sample: '"x-1"' },
  { name: "isPublic", input: "z.boolean().default(false)", output: "z.boolean()", sample: "true" },
  {
    name: "contacts",
    input: `z.array(z.object({ name: ${line(100)}, phone: z.string().optional() })).max(5)`,
    output: "z.array(z.object({ name: z.string(), phone: z.string().optional() }))",
    sample: '[{ name: "Ada" }]',
  },
  {
    name: "currency",
    input: 'z.enum(["EUR", "GBP", "USD"])',
    output: 'z.enum(["EUR", "GBP", "USD"])',
    sample: '"EUR"',
  },
  { name: "ratio", input: "z.number().min(0).max(1)", output: "z.number()", sample: "0.5" },
  { name: "email", input: "z.email().max(254)", output: "z.string()", sample: '"ada@example.com"' },
  { name: "note", input: `${line(1000)}.nullable().optional()`, output: "z.string().nullable()", sample: "null" },
];
