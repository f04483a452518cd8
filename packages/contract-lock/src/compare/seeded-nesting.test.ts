import { z } from "zod";
import { Circle, ShortTree, ShortUser, Square, Tree, User, o, describeSeeds } from "./seeds.fixture.ts";

const Name = z.string().max(9).meta({ id: "Name" });
const NameList = z.array(z.lazy(() => Name)).meta({ id: "Names" });
const loose = (value: z.ZodType) => z.looseRecord(z.string().regex(/^a/), value);

describeSeeds([
  [
    "a check more on a schema with a name",
    o({ a: Name }),
    o({ a: Name.regex(/^a/) }),
    "!pattern-added /a",
    "pattern-added /a",
  ],
  [
    "a pattern more beside another",
    o({ a: Name.regex(/^a/) }),
    o({ a: Name.regex(/^a/).regex(/b$/) }),
    "!pattern-added /a",
    "pattern-added /a",
  ],
  [
    "a named list that may be missing",
    o({ a: NameList }),
    o({ a: NameList.optional() }),
    "property-now-optional /a",
    "!property-now-optional /a",
  ],
  ["a rule on anything", o({ a: z.any() }), o({ a: z.any().refine(() => true) }), "!rule-added /a", ""],
  ["a record's values by pattern", loose(z.string()), loose(z.email()), "!format-added /*", "format-added /*"],
  [
    "another pattern of a loose record",
    loose(z.int()),
    z.looseRecord(z.string().regex(/^b/), z.int()),
    "!schema-changed /*",
    "!schema-changed /*",
  ],
  [
    "a rule on one option",
    z.union([z.string(), z.int()]),
    z.union([z.string(), z.int().refine(() => true)]),
    "!rule-added",
    "",
  ],
  ["a type more", z.string(), z.union([z.string(), z.number()]), "union-member-added", "!union-member-added"],
  ["a type less", z.union([z.string(), z.number()]), z.number(), "!union-member-removed", "union-member-removed"],
  [
    "a form more",
    z.discriminatedUnion("kind", [Circle]),
    z.discriminatedUnion("kind", [Square, Circle]),
    "union-member-added",
    "!union-member-added",
  ],
  ["a form less", z.union([Circle, Square]), z.union([Circle]), "!union-member-removed", "union-member-removed"],
  [
    "a form changed",
    z.discriminatedUnion("kind", [Circle, Square]),
    z.discriminatedUnion("kind", [Circle, Square.extend({ a: z.int() })]),
    "!integer-only /a",
    "integer-only /a",
  ],
  [
    "a union of formats",
    z.union([z.email(), z.uuid()]),
    z.union([z.uuid(), z.email(), z.ipv4()]),
    "union-member-added",
    "!union-member-added",
  ],
  [
    "exactly one of two texts",
    z.xor([z.email(), z.uuid()]),
    z.xor([z.email(), z.string()]),
    "!schema-changed",
    "!schema-changed",
  ],
  [
    "under a list",
    z.array(o({ a: z.string().max(9) })),
    z.array(o({ a: z.string().max(5) })),
    "!max-length-lowered /*/a",
    "max-length-lowered /*/a",
  ],
  [
    "under a record",
    z.record(z.string(), z.string()),
    z.record(z.string(), z.email()),
    "!format-added /*",
    "format-added /*",
  ],
  [
    "the keys of a record",
    z.record(z.string(), z.int()),
    z.record(z.string().regex(/^a/), z.int()),
    "!pattern-added /*",
    "pattern-added /*",
  ],
  [
    "a record's listed keys",
    z.record(z.enum(["a"]), z.int()),
    z.record(z.enum(["a", "b"]), z.int()),
    "!property-now-required /b, enum-value-added /*",
    "property-now-required /b, !enum-value-added /*",
  ],
  ["under a Map", z.map(z.string(), z.string()), z.map(z.string(), z.email()), "!format-added /*", "format-added /*"],
  [
    "in a tuple",
    z.tuple([z.string(), z.string()]),
    z.tuple([z.string(), z.email()]),
    "!format-added /1",
    "format-added /1",
  ],
  [
    "a longer tuple",
    z.tuple([z.string()]),
    z.tuple([z.string(), z.string()]),
    "!min-items-raised, max-items-raised",
    "min-items-raised, !max-items-raised",
  ],
  [
    "in a schema with a name, twice",
    o({ a: User, b: User }),
    o({ a: ShortUser, b: ShortUser }),
    "!max-length-lowered /a/name",
    "max-length-lowered /a/name",
  ],
  ["in a recursive schema", Tree, ShortTree, "!max-length-added /label", "max-length-added /label"],
]);
