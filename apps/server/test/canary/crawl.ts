import { appRouter } from "@tenon/api";
import type { Scene } from "@tenon/api/access/scene";
import { table } from "@tenon/api/access/table";
import type { AnyTRPCProcedure } from "@trpc/server";
import { type HttpCall, restForm } from "../equality/rest-form.ts";
import type { Subject } from "../equality/subjects.ts";
import { trpcForm } from "../equality/trpc-form.ts";
import type { Asker, Principal } from "./ask.ts";
import type { Ledger } from "./ledger.ts";
import { random } from "./served.ts";

export type Caller = {
  principal: Principal;
  /** Somebody of the same kind, who is not missed. */
  standIn?: () => Promise<Principal>;
  /** Where another caller is answered alike, one transport is enough. */
  only?: "REST" | "tRPC";
};

export type Ready = { principal: Principal; call: HttpCall };

/** These end sessions that other calls come with as well. */
const ends = new Set(["auth.logout", "auth.register", "me.delete", "me.sessions.revokeOthers"]);

type Crawl = { asker: Asker; scene: Scene; subjects: Subject[]; callers: Caller[] };

/**
 * Every procedure as everybody, with inputs that mean something, over both transports. What one caller was refused is there for
 * the next; only after a success something new is made.
 */
export async function crawl({ subjects, asker, callers, scene }: Crawl): Promise<void> {
  await inTurns(byRouter(subjects), async (ofRouter) => {
    for (const subject of ofRouter) {
      // There may be only so many.
      if (subject.operation.path.startsWith("webhooks.")) await scene.world.db.webhook.deleteMany({ where: unheard });
      let input = await inputOf(subject, scene);
      for (const transport of ["REST", "tRPC"] as const)
        for (const caller of callers.filter(({ only }) => only === undefined || only === transport)) {
          const { principal, call } = await readyCall(subject, { caller, isRest: transport === "REST", input });
          const { status } = await asker.ask(principal, call);
          if (status < 300 && subject.operation.type === "mutation") input = await inputOf(subject, scene);
        }
    }
  });
}

/** The same calls, to be sent when nothing can be made for them any more. */
export async function prepare({ subjects, callers, scene }: Omit<Crawl, "asker">): Promise<Ready[]> {
  const ready: Ready[] = [];
  for (const subject of subjects) {
    const input = await inputOf(subject, scene);
    for (const caller of callers) ready.push(await readyCall(subject, { caller, isRest: ready.length % 3 > 0, input }));
  }
  return ready;
}

/** Endpoints that the table's inputs have made. */
const unheard = { url: { startsWith: "https://hooks.example.com" } };

const inputOf = async ({ operation }: Subject, scene: Scene): Promise<unknown> => table[operation.path]?.input?.(scene);

/** Routers side by side; what is of one router might get in its own way. */
const byRouter = (subjects: Subject[]): Subject[][] => [
  ...Map.groupBy(subjects, ({ operation }) => operation.path.split(".")[0]).values(),
];

type Making = { input: unknown; caller: Caller; isRest: boolean };

async function readyCall(subject: Subject, { input, caller, isRest }: Making): Promise<Ready> {
  const { path } = subject.operation;
  const principal = ends.has(path) && caller.standIn ? await caller.standIn() : caller.principal;
  if (subject.operation.input.body.kind === "form") return { principal, call: await uploadCall(input) };
  const call = isRest ? restForm(subject, input, new Map()).call : trpcForm(subject, input);
  return { principal, call };
}

async function uploadCall(input: unknown): Promise<HttpCall> {
  const form = new FormData();
  for (const [name, value] of Object.entries(input as Record<string, Blob>)) form.append(name, value);
  const request = new Request("http://localhost", { method: "POST", body: form });
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  return { method: "POST", target: "/api/v1/files", headers, body: await request.text() };
}

/**
 * With a key of each scope: what names the scope gets an input; of all else, which is refused before one is looked at, each key
 * tries a quarter.
 */
export async function crawlWithKeys({ asker, scene, subjects, callers }: Crawl): Promise<void> {
  await inTurns(byRouter(subjects), async (ofRouter) => {
    for (const subject of ofRouter) {
      const { access } = accessOf(subject);
      for (const [index, caller] of callers.entries()) {
        const isNamed = access !== undefined && caller.principal.name.includes(access);
        if (!isNamed && (index + subjects.indexOf(subject)) % 4 > 0) continue;
        const input = isNamed ? await inputOf(subject, scene) : undefined;
        const ready = isNamed ? await readyCall(subject, { caller, isRest: true, input }) : undefined;
        await asker.ask(caller.principal, ready?.call ?? trpcForm(subject, undefined));
      }
    }
  });
}

const accessOf = ({ operation }: Subject): { access?: string } => {
  const procedures = appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>;
  const meta: { access?: string } = procedures[operation.path]?._def.meta ?? {};
  return meta;
};

const secretField = /password|token|code|challenge|secret|state|passkey|recovery|email/i;

/** Secrets that callers send where they do not belong, or in a form that is refused: neither an answer nor the log repeats them. */
export async function crawlWithJunk({ asker, subjects, callers, ledger }: Crawl & { ledger: Ledger }): Promise<void> {
  const staying = subjects.filter(({ operation }) => !ends.has(operation.path));
  await inTurns(staying, async (subject) => {
    const secret = `sent-by-somebody-${random()}`;
    ledger.keep(`what was sent to ${subject.operation.path}`, secret);
    const names = Object.keys(subject.properties).filter((name) => secretField.test(name));
    const inputs = [secret, [secret], { value: secret }, secret.padEnd(9000, "x")].map((value) => ({
      ...Object.fromEntries(names.map((name) => [name, value])),
      password: value,
    }));
    for (const input of inputs)
      for (const { principal } of callers) {
        await asker.ask(principal, trpcForm(subject, input));
        if (subject.operation.input.body.kind !== "none")
          await asker.ask(principal, restForm(subject, input, new Map()).call);
      }
  });
}

/** Some at a time: all at once would only wait for the database. */
async function inTurns<T>(items: T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items];
  const one = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all([one(), one(), one(), one()]);
}
