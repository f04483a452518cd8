/** A session that has ended or got another token, or a user whose sessions read differently now. */
export type SessionChange = { kind: "session" | "user"; /** A session's public id, or a user's id. */ id: string };

/** Tells what has changed, on whichever node, soon after the commit. */
export interface SessionNews {
  /** Whether all is heard. While it is not, nothing that was read before may be relied on. */
  readonly isHeard: boolean;
  /** Hears each change; `undefined` when any may have been missed. Returns how to stop. */
  on(listener: (change: SessionChange | undefined) => void): () => void;
}

/** Where nobody tells anything: sessions are looked up on each use. */
export const noNews: SessionNews = { isHeard: false, on: () => () => {} };
