import type { SessionChange, SessionNews } from "@tenon/core/session-news";
import { keepListening, type ListenOptions } from "../signals/keep-listening.ts";

/** News with a connection to close. */
export type OpenSessionNews = SessionNews & { close(): Promise<void> };

/** What the triggers of `sessions` and `users` tell on commit, whoever wrote: this node, another one, or a person with SQL. */
export async function openSessionNews(options: ListenOptions): Promise<OpenSessionNews> {
  const listeners = new Set<(change: SessionChange | undefined) => void>();
  const tell = (change: SessionChange | undefined) => listeners.forEach((listen) => listen(change));
  let isHeard = false;

  const listening = await keepListening(options, {
    name: "tenon_sessions",
    what: "the end of sessions on other nodes",
    receive: (text) => tell(readChange(text)),
    onUp() {
      isHeard = true;
      tell(undefined);
    },
    onDown() {
      isHeard = false;
      tell(undefined);
    },
  });

  return {
    get isHeard() {
      return isHeard;
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => listening.close(),
  };
}

/** `s:<public id>` or `u:<user id>`; what reads otherwise may mean anything. */
function readChange(text: string): SessionChange | undefined {
  const [, letter, id = ""] = /^([su]):([\da-f-]{36})$/.exec(text) ?? [];
  return letter === undefined ? undefined : { kind: letter === "s" ? "session" : "user", id };
}
