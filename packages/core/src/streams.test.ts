import type { SessionChange } from "@tenon/auth";
import type { Role } from "@tenon/contract/permissions";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import type { UserActor } from "./ctx.ts";
import { createStreams } from "./streams.ts";
import { reasonOf, testActor } from "./testing.ts";

const limits = { perUser: 2, perNetwork: 1, total: 4 };
const log = { warn() {} };
const actor = (id: string): UserActor => testActor({ id, username: id });

/** Streams whose question about sessions is answered as each test likes, and who are told what each test tells. */
function streamsWith(rolesOf: (ids: string[]) => Promise<Map<string, Role>>) {
  let tell: (change?: SessionChange) => void = () => {};
  const on = (listener: typeof tell) => {
    tell = listener;
    return () => {};
  };
  const streams = createStreams({ auth: { sessions: { rolesOf, on } as never }, log, limits });
  return Object.assign(streams, { tell: (change?: SessionChange) => tell(change) });
}

const allHold = (ids: string[]) => Promise.resolve(new Map(ids.map((id) => [id, "user" as const])));

test("a reader, a network and the process have so many streams, and a place that is given back is free", async () => {
  await using streams = streamsWith(allHold);
  const ada = actor("ada");
  const first = streams.open(ada, "net");
  streams.open(ada, "net");

  const third = await reasonOf((async () => streams.open(ada, "net"))());
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  streams.open(ada, "net");
  streams.open({ kind: "anonymous" }, "net");
  const second = await reasonOf((async () => streams.open({ kind: "anonymous" }, "net"))());
  streams.open({ kind: "anonymous" }, "other");
  const beyond = await reasonOf((async () => streams.open(actor("bob"), "net"))());

  expect([third, second, beyond]).toEqual(["TOO_MANY_STREAMS", "TOO_MANY_STREAMS", "UNAVAILABLE"]);
  expect(streams.size).toBe(4);
});

test("a session that comes while others are asked about is not taken for one that has ended", async () => {
  const { promise: gate, resolve: answer } = Promise.withResolvers<void>();
  let asked = 0;
  await using streams = streamsWith(async (ids) => {
    asked += 1;
    if (asked === 1) await gate;
    return allHold(ids);
  });
  const before = streams.open(actor("ada"), "net");
  await eventually(() => expect(asked).toBe(1));
  const during = streams.open(actor("bob"), "net");

  answer();
  await eventually(() => expect(asked).toBeGreaterThan(1));

  expect([before.signal.aborted, during.signal.aborted]).toEqual([false, false]);
  before[Symbol.dispose]();
  during[Symbol.dispose]();
});

test("a stream ends with its session, and reads by the role that it has now", async () => {
  const roles = new Map<string, Role>();
  await using streams = streamsWith((ids) => Promise.resolve(new Map([...roles].filter(([id]) => ids.includes(id)))));
  const [ada, bob] = [actor("ada"), actor("bob")];
  roles.set(bob.session.publicId, "editor");
  const ended = streams.open(ada, "net");
  const raised = streams.open(bob, "net");

  await eventually(() => expect(ended.signal.aborted).toBe(true));

  expect(ended.signal.reason).toMatchObject({ reason: "UNAUTHENTICATED" });
  expect(raised.actor).toMatchObject({ role: "editor" });
  expect(raised.signal.aborted).toBe(false);
  ended[Symbol.dispose]();
  raised[Symbol.dispose]();
});

test.each(["session", "user", "interruption"] as const)("what is told of a %s is looked at", async (kind) => {
  const roles = new Map<string, Role>();
  let asked: string[] = [];
  await using streams = streamsWith((ids) => {
    asked = ids;
    return Promise.resolve(new Map(roles));
  });
  const [ada, bob] = [actor("ada"), actor("bob")];
  for (const { session } of [ada, bob]) roles.set(session.publicId, "user");
  using told = streams.open(ada, "net");
  using other = streams.open(bob, "net");
  await eventually(() => expect(asked).toHaveLength(2));
  roles.delete(ada.session.publicId);

  streams.tell(kind === "interruption" ? undefined : { kind, id: kind === "user" ? ada.id : ada.session.publicId });

  await eventually(() => expect(told.signal.aborted).toBe(true));
  expect(asked).toHaveLength(kind === "interruption" ? 2 : 1);
  expect(other.signal.aborted).toBe(false);
});
