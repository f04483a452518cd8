import { z } from "zod";

const blank = "can't be blank";

/** Text that is there. Like every rule here, it is none of the document's: the contract knows strings. */
export const given = z.string({ error: ({ input }) => (input === undefined ? blank : undefined) });

/** Text that says something. */
export const filled = given.refine((value) => value.trim() !== "", { message: blank, abort: true });

/** A password; spaces are as good as letters. */
export const password = given
  .refine((value) => value !== "", { message: blank, abort: true })
  .meta({ format: "password" });
