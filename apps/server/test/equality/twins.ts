import { Agent } from "node:http";
import { startTestApp, type TestApp } from "../test-app.ts";
import type { Call } from "./calls.ts";
import { audience } from "./hints.ts";
import { restOutcome, send, trpcOutcome } from "./outcome.ts";
import { createPairing } from "./pairing.ts";
import { type Known, resolve } from "./refs.ts";
import { type HttpCall, restForm } from "./rest-form.ts";
import type { SeededWorld } from "./seeded-world.ts";
import type { Subject } from "./subjects.ts";
import { record, type Tally } from "./tally.ts";
import { trpcForm } from "./trpc-form.ts";

export type Twins = AsyncDisposable & {
  /** Makes the call of one twin over tRPC and of the other over REST. Throws when they tell it differently; true for a success. */
  call: (subject: Subject, call: Call) => Promise<boolean>;
  /** How many rows each table of a twin has. */
  rowCounts: (twin: "trpc" | "rest") => Promise<unknown>;
};

/** Two servers with equal databases: what the one is asked over tRPC, the other is asked over REST. */
export async function startTwins(world: SeededWorld, tally: Tally): Promise<Twins> {
  const start = () => startTestApp({ ACCESS_TOKEN_AUDIENCES: audience }, { copyOf: world.databaseUrl });
  const [trpc, rest] = [await start(), await start()];
  const agent = new Agent({ keepAlive: true });
  const known: Known = { ...world.known, fresh: [], cursor: [] };
  const pairing = createPairing(known);

  return {
    async call(subject, { path, principal, input, idempotencyKey }) {
      const headers = {
        ...world.principals[principal],
        ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
      };
      const withHeaders = (form: HttpCall): HttpCall => ({ ...form, headers: { ...form.headers, ...headers } });
      const meant = restForm(subject, resolve(input, known, 0), tally.losses).meaning;
      const form = restForm(subject, resolve(input, known, 1), new Map()).call;
      const [overTrpc, overRest] = await Promise.all([
        send(trpc.url, agent, withHeaders(trpcForm(subject, meant))),
        send(rest.url, agent, withHeaders(form)),
      ]);
      const [left, right] = [trpcOutcome(overTrpc), restOutcome(overRest)];
      const difference = pairing.difference(left, right);
      if (difference !== undefined)
        throw new Error(
          `${path} as ${principal} differs, ${difference}\n  tRPC: ${overTrpc.status} ${overTrpc.text.slice(0, 600)}\n  REST: ${form.method} ${form.target.slice(0, 600)} ${form.body?.slice(0, 600) ?? ""}\n        ${overRest.status} ${overRest.text.slice(0, 600)}`,
        );
      if (overRest.status >= 500 && overRest.status !== 503) throw new Error(`${path}: ${overRest.status}`);
      record(tally, path, right.isOk ? undefined : String((right.told as { reason?: string }).reason));
      return right.isOk;
    },
    rowCounts: (twin) => rowCounts((twin === "trpc" ? trpc : rest).app.deps.db),
    async [Symbol.asyncDispose]() {
      agent.destroy();
      // Side by side, for a server takes its time to drain.
      const ends = await Promise.allSettled([trpc, rest].map((server) => server[Symbol.asyncDispose]()));
      for (const end of ends) if (end.status === "rejected") throw end.reason;
    },
  };
}

async function rowCounts(db: TestApp["app"]["deps"]["db"]): Promise<unknown> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`;
  const counts = tables.map(({ name }) => `SELECT '${name}' AS "table", count(*)::int AS "rows" FROM "${name}"`);
  return db.$queryRawUnsafe(counts.join(" UNION ALL "));
}
