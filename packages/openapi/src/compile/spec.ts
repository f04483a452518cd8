import type { Subject } from "./subject.ts";

const notForStreams = ["status", "accepted", "location", "paginate", "etag", "cacheControl"] as const;

/** Reports what a route's options say that its procedure cannot keep. */
export function checkSpec({ type, route: { method }, spec, shape, fault }: Subject): void {
  // GET is safe (RFC 9110 §9.2.1): a link checker must not change anything by following it.
  if (type === "mutation" && method === "GET") fault("a mutation cannot be a GET");
  if (type === "query" && method !== "GET" && method !== "POST") fault(`a query cannot be a ${method}`);
  if (type === "subscription") {
    if (method !== "GET") fault(`a subscription cannot be a ${method}`);
    for (const option of notForStreams) if (spec[option] !== undefined) fault(`a subscription has no ${option}`);
  } else if (spec.event) fault("only a subscription has events");
  if (spec.paginate && method !== "GET") fault("only a GET has pages");
  if (spec.paginate && !shape?.fields.has("cursor")) fault("paginate needs an input key cursor");
  if (spec.bodyLimit !== undefined && !(Number.isInteger(spec.bodyLimit) && spec.bodyLimit > 0)) {
    fault(`bodyLimit ${spec.bodyLimit} is not a number of bytes`);
  }
  if (spec.idempotency && type !== "mutation") fault("only a mutation has an Idempotency-Key");
  if (spec.location && spec.status !== 201) fault("location needs status 201");
  if (spec.accepted && spec.status !== 201) fault("accepted needs status 201");
  const dates = typeof spec.deprecated === "object" ? [spec.deprecated.since, spec.deprecated.sunset] : [];
  for (const date of dates) {
    if (date !== undefined && Number.isNaN(new Date(date).getTime())) fault(`${String(date)} is not a date`);
  }
}
