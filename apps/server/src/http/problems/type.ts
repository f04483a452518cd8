import { errors, type Reason } from "@tenon/contract/errors";

export const problemsPath = "/problems";

const reasons = Object.keys(errors) as Reason[];
const slugOf = (reason: Reason): string => reason.toLowerCase().replaceAll("_", "-");
const bySlug = new Map(reasons.map((reason) => [slugOf(reason), reason]));

/**
 * The `type` of a problem: a relative reference with its full path (RFC 9457, 3.1.1), so that it is the same on every
 * host and leads to the page of the server that sent it.
 */
export const problemType = (reason: Reason): string => `${problemsPath}/${slugOf(reason)}`;

/** The title of a problem, the first sentence about it: the same each time, unlike its `detail`. */
export const problemTitle = (reason: Reason): string => errors[reason].message.replace(/\.( .*)?$/, "");

export const reasonOfSlug = (slug: string): Reason | undefined => bySlug.get(slug);
