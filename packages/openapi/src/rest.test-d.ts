import { initTRPC } from "@trpc/server";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { expectTypeOf } from "vitest";
import { z } from "zod";
import { type BridgeMeta, formInput, rest } from "./index.ts";

const t = initTRPC.context<{ user: string }>().meta<BridgeMeta & { auth?: string }>().create();
const byId = t.procedure.input(
  z.object({ id: z.uuid(), note: z.string().optional(), at: z.date(), where: z.object({}) }),
);

// Good routes, with and without parameters.
rest(byId, "GET /users/{id}");
rest(byId, "POST /users/{id}/at/{at}", { summary: "x", in: { note: "header:X-Note" }, body: "where" });
rest(t.procedure, "GET /health");
rest(t.procedure.input(z.object({ n: z.coerce.number() })), "GET /n/{n}");
rest(t.procedure.input(z.object({ a: z.string() })).input(z.object({ b: z.number() })), "GET /{a}/{b}");
rest(t.procedure.input(z.union([z.object({ id: z.string() }), z.object({ id: z.number() })])), "POST /u/{id}");
rest(t.procedure.input(z.any()), "GET /any/{thing}");
rest(byId, `GET /users/{id}`);

const upload = t.procedure.input(formInput(z.object({ id: z.uuid(), picture: z.file() })));
rest(upload, "PUT /pictures/{id}");
rest(upload, "PUT /pictures", { in: { id: "header:X-Id" } });

// @ts-expect-error a source for what is not a field of a form
rest(upload, "PUT /pictures", { in: { append: "query" } });
// @ts-expect-error an unknown path parameter of a form
rest(upload, "PUT /pictures/{idd}");
// @ts-expect-error a path parameter that is a file
rest(upload, "PUT /pictures/{picture}");
// @ts-expect-error an unknown path parameter
rest(byId, "GET /users/{idd}");
// @ts-expect-error a second, unknown path parameter
rest(byId, "GET /users/{id}/{other}");
// @ts-expect-error an optional path parameter
rest(byId, "GET /users/{note}");
// @ts-expect-error a path parameter that is not a scalar
rest(byId, "GET /users/{where}");
// @ts-expect-error a method that is not served
rest(byId, "FETCH /users/{id}");
// @ts-expect-error a path without its slash
rest(byId, "GET users/{id}");
// @ts-expect-error no input at all
rest(t.procedure, "GET /users/{id}");
// @ts-expect-error a source for a key that is not in the input
rest(byId, "GET /users/{id}", { in: { nope: "query" } });
// @ts-expect-error a body key that is not in the input
rest(byId, "POST /users/{id}", { body: "nope" });
// @ts-expect-error a status that is not offered
rest(byId, "GET /users/{id}", { status: 418 });

// The output is typed where the spec uses it.
rest(t.procedure.output(z.object({ id: z.string() })), "POST /users", {
  status: 201,
  location: (user) => {
    expectTypeOf(user).toEqualTypeOf<{ id: string }>();
    return `/users/${user.id}`;
  },
});

// Inference is untouched, before and after.
const router = t.router({
  read: rest(byId.output(z.object({ id: z.string() })), "GET /users/{id}").query(({ ctx, input }) => {
    expectTypeOf(ctx.user).toEqualTypeOf<string>();
    expectTypeOf(input.at).toEqualTypeOf<Date>();
    return { id: input.id };
  }),
  hidden: t.procedure.meta({ rest: false, auth: "none" }).query(() => 1),
});
expectTypeOf<inferRouterInputs<typeof router>["read"]["id"]>().toEqualTypeOf<string>();
expectTypeOf<inferRouterOutputs<typeof router>["read"]>().toEqualTypeOf<{ id: string }>();

const forms = t.router({ upload: upload.mutation(({ input }) => input.picture.size) });
expectTypeOf<FormData>().toExtend<inferRouterInputs<typeof forms>["upload"]>();
