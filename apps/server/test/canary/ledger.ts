import { type Canary, createSearch, shapesIn } from "./search.ts";

/** Something that left the server, or lies where others read it. */
export type Doc = {
  /** What it is, for whoever reads of a leak. */
  name: string;
  text: string;
  /** The account that it is for. */
  reader?: string | undefined;
  /** Whether it may tell of everybody: to an administrator, by a procedure that is about accounts. */
  isAboutAll?: boolean;
};

export type Secret = Canary & {
  /** Whose it is, where its owner may see it whenever they like; undefined: nobody sees it, but where it is shown once. */
  owner?: string | undefined;
  shownIn: Set<Doc>;
};

/** What stands for a secret in the API's document: made up, and the same for everybody. */
const documented = new Set(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "A-7KQ2M-9X4TD-HH3PR", "B-0VX8C-TQ2ZN-4MWGE"]);

/** Everything that was said, and everything that must not be. */
export class Ledger {
  readonly docs: Doc[] = [];
  readonly #secrets = new Map<string, Secret>();

  record(doc: Doc): Doc {
    this.docs.push(doc);
    return doc;
  }

  /** From now on this is a secret: of nobody, or of its owner. */
  keep(kind: string, value: string | Uint8Array, owner?: string): Secret {
    const key = typeof value === "string" ? value : Buffer.from(value).toString("latin1");
    const known = this.#secrets.get(key);
    if (known) return known;
    const secret: Secret = { kind, value: typeof value === "string" ? value : Buffer.from(value), shownIn: new Set() };
    if (owner !== undefined) secret.owner = owner;
    this.#secrets.set(key, secret);
    return secret;
  }

  /** A secret that its receiver is shown here, and nowhere else. */
  show(kind: string, value: string, doc: Doc): void {
    this.keep(kind, value).shownIn.add(doc);
  }

  kinds(): string[] {
    return [...new Set(this.#secrets.values().map(({ kind }) => kind))];
  }

  /** Every secret that was found where it must not be, or that only its form betrays; each told once per place. */
  leaks(): string[] {
    const search = createSearch(this.#secrets.values());
    const leaks = new Map<string, number>();
    const tell = (leak: string) => leaks.set(leak, (leaks.get(leak) ?? 0) + 1);
    for (const doc of this.docs) {
      const found = [...search(doc.text)];
      for (const secret of found) if (!isAllowed(secret, doc)) tell(`${doc.name}: ${secret.kind}`);
      const shown = found.filter(({ shownIn }) => shownIn.has(doc)).map(({ value }) => String(value));
      for (const { kind, value } of shapesIn(doc.text))
        if (!documented.has(value) && !shown.some((one) => one.includes(value) || value.includes(one)))
          tell(`${doc.name}: what looks like ${kind}: ${value.slice(0, 12)}…`);
    }
    return [...leaks].map(([leak, count]) => (count === 1 ? leak : `${leak} (${count} times)`));
  }
}

function isAllowed({ owner, shownIn }: Secret, doc: Doc): boolean {
  if (shownIn.has(doc)) return true;
  return owner !== undefined && (doc.isAboutAll === true || doc.reader === owner);
}
