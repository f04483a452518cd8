import { IdOrName, line } from "@tenon/contract/fields";
import { isId } from "@tenon/core/slugs";
import { z } from "zod";
import { filled } from "./filled.ts";

/** What nobody sees, or what turns the letters around it. */
const unseen = /\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}/u;

/**
 * A username as it is typed: looser than Tenon's own, which are for addresses of pages. What looks like an id would be read as one, and
 * of dots alone browsers make another path.
 */
export const Username = filled
  .transform((name) => name.normalize("NFKC"))
  .pipe(
    line(80)
      .refine((name) => !isId(name), "must not be a UUID")
      .refine((name) => !unseen.test(name), "must not have invisible characters")
      .refine((name) => !/^\.{1,2}$/.test(name), "must not be a path"),
  );

/** The name by which a username is found, however it is spelt: upper case first, for `ß` and `ς` have no other way to `ss` and `σ`. */
export const folded = (name: string): string => name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFC");

/** A username of somebody, in any spelling. */
export const UsernameRef = z.string().transform(folded).pipe(IdOrName);
