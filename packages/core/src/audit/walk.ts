import type { AuditFault } from "@tenon/contract/audit-log";
import { contentOf, hashOf, type Link, type SealedRow } from "./chain.ts";
import type { Checkpoint } from "./checkpoints.ts";

/** Found in one walk; more of them tell nobody more. */
const mostFaults = 100;
/** How many places away the row that belongs to a place is looked for. */
const reach = 50;

/** What the sealer has noted before it signed what was there: from then on every hash fits again. */
const notes: Record<string, AuditFault["kind"]> = { "audit.broken": "broken", "audit.key-changed": "key-changed" };

/** Goes along the chain, and notes where it is not as it was sealed. */
export class ChainWalk {
  readonly faults: AuditFault[] = [];
  #last: Link;
  /** The last place that a checkpoint of ours has been found to vouch for. */
  #vouched: number;
  readonly #displaced = new Map<string, number>();
  readonly #owners = new Set<string>();

  constructor(from: Link, vouched = from.seq) {
    this.#last = from;
    this.#vouched = vouched;
  }

  get last(): Link {
    return this.#last;
  }

  get vouched(): number {
    return this.#vouched;
  }

  /** Takes the rows after the last place, and the checkpoints among them. */
  take(rows: SealedRow[], checkpoints: Checkpoint[]): void {
    const signed = new Map(checkpoints.map((checkpoint) => [checkpoint.seq, checkpoint]));
    for (const row of rows) {
      if (row.seq > this.#last.seq + 1) this.#skip(row.seq - 1, signed);
      this.#last = { seq: row.seq, hash: this.#hashAt(row, rows) };
      this.#vouch(this.#last, signed.get(row.seq));
      const note = notes[row.action];
      if (note) this.fault(note, { seq: row.seq, id: row.id });
    }
    // In a place of which another is the owner, and owner of none itself.
    for (const [id, seq] of this.#displaced) if (!this.#owners.has(id)) this.fault("inserted", { seq, id });
    this.#displaced.clear();
  }

  /** That there are no rows up to here. */
  miss(until: number): void {
    if (until > this.#last.seq) this.fault("missing", { seq: this.#last.seq + 1, until });
  }

  fault(
    kind: AuditFault["kind"],
    { seq, until = seq, id = null }: { seq: number; until?: number; id?: string | null },
  ) {
    if (this.faults.length < mostFaults) this.faults.push({ kind, seq, until, id });
  }

  /** What is missing may have been signed at its end: then what follows can still be judged. */
  #skip(until: number, signed: Map<number, Checkpoint>): void {
    this.miss(until);
    const checkpoint = signed.get(until);
    this.#last = { seq: until, hash: checkpoint?.verdict === "good" ? checkpoint.hash : "" };
  }

  /** The hash that the place should have, as far as that can be known. */
  #hashAt(row: SealedRow, rows: SealedRow[]): string {
    const { hash: previous } = this.#last;
    if (previous === "") return row.hash;
    const { seq } = row;
    if (hashOf(previous, seq, contentOf(row)) === row.hash) return row.hash;
    const place = rows.indexOf(row);
    const near = this.faults.length < mostFaults ? rows.slice(Math.max(0, place - reach), place + reach) : [];
    const owner = near.find((other) => {
      if (other === row) return false;
      const hash = hashOf(previous, seq, contentOf(other));
      return hash === row.hash || hash === other.hash;
    });
    if (owner) {
      this.#displaced.set(row.id, seq);
      this.#owners.add(owner.id);
      this.fault("moved", { seq: Math.min(seq, owner.seq), until: Math.max(seq, owner.seq), id: owner.id });
      return hashOf(previous, seq, contentOf(owner));
    }
    this.fault("changed", { seq, id: row.id });
    return row.hash;
  }

  #vouch({ seq, hash }: Link, checkpoint: Checkpoint | undefined): void {
    if (!checkpoint || checkpoint.verdict === "other-key") return;
    if (checkpoint.verdict === "forged") this.fault("forged-checkpoint", { seq });
    else if (checkpoint.hash !== hash) this.fault("other-chain", { seq });
    else this.#vouched = seq;
  }
}
