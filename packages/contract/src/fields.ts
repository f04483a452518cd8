import { z } from "zod";

/** PostgreSQL stores neither NUL nor half a surrogate pair; both are refused rather than changed. */
export const isStorable = (value: string): boolean => !value.includes("\0") && value.isWellFormed();
export const storable = "must not contain NUL or broken Unicode";

/** Text of several lines, at most `max` Unicode characters. */
export const text = (max: number) => z.string().max(max).refine(isStorable, storable);

// eslint-disable-next-line no-control-regex -- control characters are what is refused
const singleLine = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

/** One line, trimmed, without control characters. */
export const line = (max: number) =>
  z.string().trim().max(max).refine(isStorable, storable).regex(singleLine, "must be a single line");

/**
 * A line by which a thing or a person is known. Characters that change the order in which text is shown are refused: with them
 * `gpj.exe` reads as `exe.jpg`.
 */
export const displayName = (max: number) =>
  line(max)
    .min(1)
    .regex(/^[^\u202a-\u202e\u2066-\u2069]*$/u, "must not hold characters that change the direction of text");

export const Id = z.uuid().toLowerCase().meta({ description: "A UUID (version 7, so ids sort by creation)." });

/** An id, or the name that people use instead of it (a slug, a username). */
export const IdOrName = line(250).min(1);

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(30)
  .regex(
    /^[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/,
    "must be letters, digits, - and _, and begin and end with a letter or digit",
  )
  .meta({ description: "Unique; lower case letters, digits, `-` and `_`.", examples: ["ada"] });

export const Email = z
  .string()
  .max(254)
  .transform((value) => value.normalize("NFKC").trim())
  // NFKC may lengthen: one character becomes up to 18.
  .pipe(z.email().max(254))
  .meta({ description: "An e-mail address (RFC 5321 length).", examples: ["ada@example.com"] });

/** An address for an `<img>`: http(s) only, so that no script URL reaches a page. */
export const ImageUrl = z
  .url({ protocol: /^https?$/, hostname: z.regexes.domain })
  .max(2000)
  .refine(isStorable, storable)
  .regex(singleLine, "must be a single line")
  .meta({ description: "An http(s) address of an image.", examples: ["https://example.com/ada.png"] });

/** An instant that PostgreSQL, JSON and JavaScript all can hold. */
export const Instant = z.date().min(new Date("0001-01-01T00:00:00Z")).max(new Date("9999-12-31T23:59:59.999Z"));
