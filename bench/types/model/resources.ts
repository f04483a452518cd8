import { type Field, fieldPool } from "./fields.ts";

/** What five procedures are about: `get`, `list`, `create`, `update` and `delete`. */
export type Resource = { plural: string; type: string; statuses: readonly string[]; fields: readonly Field[] };

export const proceduresPerResource = 5;

const nouns = [
  ["invoices", "Invoice"],
  ["orders", "Order"],
  ["products", "Product"],
  ["customers", "Customer"],
  ["projects", "Project"],
  ["tasks", "Task"],
  ["tickets", "Ticket"],
  ["teams", "Team"],
  ["messages", "Message"],
  ["contracts", "Contract"],
  ["payments", "Payment"],
  ["shipments", "Shipment"],
  ["reports", "Report"],
  ["events", "Event"],
  ["coupons", "Coupon"],
  ["assets", "Asset"],
  ["leads", "Lead"],
  ["visits", "Visit"],
  ["surveys", "Survey"],
  ["budgets", "Budget"],
] as const;
const kinds = ["", "draft", "shared", "legacy", "partner", "internal", "regional", "annual", "public", "sample"];
const statuses = ["draft", "open", "held", "sent", "paid", "closed", "lost"];

/** As many resources as make `count` procedures; the first ones are the same at every size. */
export function resourcesFor(count: number): Resource[] {
  const most = nouns.length * kinds.length * proceduresPerResource;
  if (count % proceduresPerResource !== 0 || count < proceduresPerResource || count > most)
    throw new Error(`a size is a multiple of ${proceduresPerResource}, at most ${most}: not ${count}`);
  return Array.from({ length: count / proceduresPerResource }, (_, index) => resource(index));
}

function resource(index: number): Resource {
  const [plural, type] = nouns[index % nouns.length] ?? nouns[0];
  const kind = kinds[Math.floor(index / nouns.length)] ?? "";
  // With the six that every resource has, 9 to 12 fields.
  const fields = Array.from({ length: 3 + (index % 4) }, (_, step) => pick(fieldPool, index * 3 + step));
  return {
    plural: kind ? kind + capital(plural) : plural,
    type: capital(kind) + type,
    statuses: Array.from({ length: 3 }, (_, step) => pick(statuses, index + step)),
    fields,
  };
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
