import { Agent } from "node:http";
import { type Received, send } from "../equality/outcome.ts";
import type { HttpCall } from "../equality/rest-form.ts";
import type { Subject } from "../equality/subjects.ts";
import type { Ledger } from "./ledger.ts";
import { noteShown, shownOnce } from "./shown-once.ts";

/** Whoever calls. */
export type Principal = {
  name: string;
  /** The account that answers may tell of. */
  account?: string | undefined;
  isAdmin?: boolean;
  headers: Record<string, string>;
};

/** By these administrators learn what is of others' accounts. */
const aboutAccounts = /(?:^|\/|,)(?:users\.|audit\.list$)/;

/** Whoever signs in is told of the account that they have shown to be theirs. */
const signsIn = new Set(Object.keys(shownOnce).filter((path) => shownOnce[path]?.includes("refreshToken")));

function signedInAs(body: unknown): string | undefined {
  const overRest = body as { user?: { id?: string } | null } | undefined;
  const overTrpc = body as { result?: { data?: { json?: typeof overRest } } } | undefined;
  return overRest?.user?.id ?? overTrpc?.result?.data?.json?.user?.id;
}

export type Asker = Disposable & {
  /** Sends a call, and writes down all that came back. */
  ask: (principal: Principal, call: HttpCall) => Promise<Received>;
  /** A call of REST with a JSON body; the answer's body. Throws unless it succeeds, or has the status that is expected. */
  rest: <T = Record<string, unknown>>(principal: Principal, route: string, given?: Given) => Promise<T>;
  /** How often each procedure has answered with success, and each principal was answered with it. */
  successes: { byPath: Map<string, number>; byPrincipal: Map<string, number> };
  /** Statuses that were met. */
  statuses: Map<number, number>;
};

export type Given = { body?: unknown; headers?: Record<string, string>; expect?: number };

export function createAsker(url: string, ledger: Ledger, subjects: Subject[]): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const pathOf = pathFinder(subjects);
  const successes = { byPath: new Map<string, number>(), byPrincipal: new Map<string, number>() };
  const statuses = new Map<number, number>();

  async function ask(principal: Principal, call: HttpCall): Promise<Received> {
    const received = await send(url, agent, { ...call, headers: { ...principal.headers, ...call.headers } });
    const { status, headers, text } = received;
    const path = pathOf(call);
    const name = `the answer ${status} to ${path ?? call.target.slice(0, 60)} as ${principal.name}`;
    const doc = ledger.record({
      name,
      text: `${text}\n${JSON.stringify(headers)}`,
      reader: principal.account,
      isAboutAll: principal.isAdmin === true && aboutAccounts.test(path ?? call.target),
    });
    const body = parsed(text);
    if (path !== undefined) {
      noteShown(ledger, path, { doc, body, cookies: headers["set-cookie"] ?? [] });
      if (signsIn.has(path)) doc.reader = signedInAs(body) ?? doc.reader;
    }
    count(statuses, status);
    if (status < 300 && path !== undefined) {
      count(successes.byPath, path);
      count(successes.byPrincipal, principal.name);
    }
    return received;
  }

  return {
    ask,
    successes,
    statuses,
    async rest<T>(principal: Principal, route: string, { body, headers = {}, expect }: Given = {}): Promise<T> {
      const [method = "", target = ""] = route.split(" ");
      const json: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
      const call = { method, target: `/api/v1${target}`, headers: { ...json, ...headers }, body: JSON.stringify(body) };
      const { status, text, headers: answered } = await ask(principal, call);
      if (expect === undefined ? status >= 300 : status !== expect)
        throw new Error(`${route} as ${principal.name}: ${status} ${text.slice(0, 300)}`);
      return { ...(parsed(text) as object), cookies: answered["set-cookie"] ?? [] } as T;
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}

export function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The procedure that a request is for; none of a batch. */
function pathFinder(subjects: Subject[]): (call: HttpCall) => string | undefined {
  const routes = subjects
    .map(({ operation: { method, route, path } }) => ({
      path,
      form: new RegExp(`^${method} /api/v1${route.replaceAll(/\{\w+\}/g, "[^/?]+")}(?:\\?|$)`),
      // A word beats a placeholder.
      holes: route.split("{").length,
    }))
    .toSorted((left, right) => left.holes - right.holes);
  return ({ method, target }) => {
    const [, called] = /^\/trpc\/([\w.]+)(?:\?|$)/.exec(target) ?? [];
    return called ?? routes.find(({ form }) => form.test(`${method} ${target}`))?.path;
  };
}
