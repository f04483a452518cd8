import { login, type StartedSession } from "@tenon/core/auth";
import { getMe } from "@tenon/core/me";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { changeUser, registerUser } from "../account.ts";
import { authedProcedure, countsRegistration, publicProcedure } from "../procedures.ts";
import { LoginRequest, NewUserRequest, toUserResponse, UpdateUserRequest, UserResponse } from "../schemas/users.ts";

const tags = ["User and Authentication"];
/** Every answer holds a token: stored nowhere, and not compressed beside text that a caller chose (BREACH). */
const cacheControl = "no-store, no-transform";

const started = ({ output, token }: StartedSession) => toUserResponse(output.user, token);

export const users = {
  login: rest(publicProcedure.input(LoginRequest).output(UserResponse), "POST /users/login", {
    operationId: "Login",
    summary: "Existing user login",
    description: "Login for existing user",
    tags,
    cacheControl,
    errors: [401, 422],
  }).mutation(({ ctx, input }) => login(ctx, { ...input.user, mode: "bearer" }).then(started)),

  register: rest(publicProcedure.input(NewUserRequest).use(countsRegistration).output(UserResponse), "POST /users", {
    operationId: "CreateUser",
    summary: "Register a new user",
    description: "Register a new user",
    tags,
    cacheControl,
    status: 201,
  }).mutation(({ ctx, input }) => registerUser(ctx, input.user).then(started)),

  current: rest(authedProcedure.output(UserResponse), "GET /user", {
    operationId: "GetCurrentUser",
    summary: "Get current user",
    description: "Gets the currently logged-in user",
    tags,
    cacheControl,
  }).query(({ ctx }) => getMe(ctx).then((me) => toUserResponse(me, ctx.token))),

  update: rest(authedProcedure.input(UpdateUserRequest).output(UserResponse), "PUT /user", {
    operationId: "UpdateCurrentUser",
    summary: "Update current user",
    description: "Updated user information for current user",
    tags,
    cacheControl,
  }).mutation(({ ctx, input }) => changeUser(ctx, input.user).then((me) => toUserResponse(me, ctx.token))),
} satisfies TRPCRouterRecord;
