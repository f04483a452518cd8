/**
 * A place in the order of events: `xid.id`. By the transaction first, since ids are handed out before transactions commit:
 * who read past an id could never see one below it that commits later.
 */
export type Cursor = { xid: bigint; id: bigint };

export const cursorText = ({ xid, id }: Cursor): string => `${xid}.${id}`;

/** Of an `EventId`, as the contract has validated it. */
export function parseCursor(text: string): Cursor {
  const [xid = "", id = ""] = text.split(".");
  return { xid: BigInt(xid), id: BigInt(id) };
}

export const isAfter = (one: Cursor, other: Cursor): boolean =>
  one.xid > other.xid || (one.xid === other.xid && one.id > other.id);
