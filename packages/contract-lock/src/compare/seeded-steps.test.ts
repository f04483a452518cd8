import { z } from "zod";
import { describeSeeds, o } from "./seeds.fixture.ts";

const text = z.string();
const trimmed = z.string().trim();

describeSeeds([
  ["a number that is coerced no longer", z.coerce.number(), z.number(), "!step-removed", ""],
  ["a Date that is coerced no longer", z.coerce.date(), z.date(), "!step-removed", ""],
  ["true and false coerced no longer", z.coerce.boolean(), z.boolean(), "!step-removed", ""],
  ["a number that is coerced from now on", z.number(), z.coerce.number(), "step-added", ""],
  ["a preprocessing gone", z.preprocess(String, text), text, "!step-removed", ""],
  ["a preprocessing that nobody can judge", text, z.preprocess(String, text), "!step-changed", ""],
  ["trimmed", text, trimmed, "step-added", "step-added"],
  ["trimmed before its length counts", text.min(1), trimmed.min(1), "!step-added", "step-added"],
  ["trimmed after its length counts", text.min(1), text.min(1).trim(), "step-added", "step-added"],
  ["trimmed later than its maximum", trimmed.max(3), text.max(3).trim(), "!step-changed", "!step-changed"],
  ["trimmed earlier than its maximum", text.max(3).trim(), trimmed.max(3), "", ""],
  ["trimmed earlier than its minimum", text.min(3).trim(), trimmed.min(3), "!step-added", "step-added"],
  ["no longer trimmed, with a maximum", trimmed.max(3), text.max(3), "!step-removed", "!step-removed"],
  ["no longer trimmed, with a pattern", trimmed.regex(/^a$/), text.regex(/^a$/), "!step-removed", "!step-removed"],
  ["no longer trimmed, with a format", trimmed.pipe(z.email()), text.pipe(z.email()), "!step-removed", ""],
  ["no longer trimmed, a format itself", z.string().trim().email(), z.email(), "!step-removed", "!step-removed"],
  ["in small letters", text.regex(/^[a-z]+$/), text.toLowerCase().regex(/^[a-z]+$/), "step-added", "step-added"],
  ["a step of two gone", trimmed.toLowerCase(), trimmed, "!step-removed", "!step-removed"],
  ["another form of Unicode", text.normalize("NFC"), text.normalize("NFKC"), "!step-changed", "!step-changed"],
  ["a step that somebody wrote", text, text.overwrite((value) => value), "!step-changed", "!step-changed"],
  ["the same text, made anew", o({ a: trimmed.max(3) }), o({ a: z.string().trim().max(3) }), "", ""],
  [
    "a step within a union",
    z.union([trimmed.max(3), z.int()]),
    z.union([text.max(3), z.int()]),
    "!step-removed",
    "!step-removed",
  ],
  ["a step of what may be null", trimmed.nullable(), text.nullable(), "!step-removed", "!step-removed"],
  [
    "a step of what has a name",
    o({ a: z.uuid().toLowerCase().meta({ id: "Id" }) }),
    o({ a: z.uuid().meta({ id: "Id" }) }),
    "!step-removed /a",
    "!step-removed /a",
  ],
]);
