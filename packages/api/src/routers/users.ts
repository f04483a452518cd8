import { SignedIn } from "@tenon/contract/auth";
import {
  UserAccount,
  UserCreate,
  UserCreated,
  UserId,
  UserList,
  UserPage,
  UserRef,
  UserRequireMfa,
  UserSetRole,
  UserUpdate,
} from "@tenon/contract/users";
import { readUser } from "@tenon/core/cached-reads";
import {
  createUser,
  deleteUser,
  disableUser,
  enableUser,
  endUserSessions,
  followUser,
  impersonateUser,
  inviteUser,
  listUsers,
  requireMfa,
  resetMfa,
  setRole,
  unfollowUser,
  unlockUser,
  updateUser,
} from "@tenon/core/users";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { freshPermittedProcedure, permittedProcedure, secretReply, viewerProcedure } from "../procedures.ts";
import { signIn } from "../sign-in.ts";
import { gentleTool, tool } from "../tools.ts";

export const users = {
  list: rest(viewerProcedure.meta(tool).input(UserList).output(UserPage), "GET /users", {
    summary: "List or search users",
    description: "E-mail addresses, roles and status are there for administrators only.",
    paginate: true,
    errors: ["INVALID_CURSOR"],
  }).query(({ ctx, input }) => listUsers(ctx, input)),

  get: rest(viewerProcedure.meta(tool).input(UserRef).output(UserAccount), "GET /users/{id}", {
    summary: "Read a user",
    errors: ["USER_NOT_FOUND"],
  }).query(({ ctx, input }) => readUser(ctx, input)),

  create: rest(
    permittedProcedure("user:create").use(secretReply).input(UserCreate).output(UserCreated),
    "POST /users",
    {
      summary: "Create an account for somebody, with a link to hand over by which they choose the password",
      description: "A role other than `user` needs `user:set-role` as well, and a credential of the last minutes.",
      status: 201,
      errors: ["EMAIL_TAKEN", "USERNAME_TAKEN", "SUDO_REQUIRED"],
    },
  ).mutation(({ ctx, input }) => createUser(ctx, input)),

  invite: rest(permittedProcedure("user:create").input(UserCreate).output(UserAccount), "POST /users/invitations", {
    summary: "Create an account for somebody, who chooses the password",
    description:
      "By a link that is mailed to them and holds for seven days. A role other than `user` needs `user:set-role` as well, and a credential of the last minutes.",
    status: 201,
    location: ({ id }) => `/users/${id}`,
    errors: ["EMAIL_TAKEN", "USERNAME_TAKEN", "SUDO_REQUIRED"],
  }).mutation(({ ctx, input }) => inviteUser(ctx, input)),

  update: rest(permittedProcedure("user:update").input(UserUpdate).output(UserAccount), "PATCH /users/{id}", {
    summary: "Change a profile: your own, or anybody's as an administrator",
    errors: ["FORBIDDEN", "USER_NOT_FOUND", "USERNAME_TAKEN"],
  }).mutation(({ ctx, input }) => updateUser(ctx, input)),

  delete: rest(permittedProcedure("user:delete").input(UserId).output(z.void()), "DELETE /users/{id}", {
    summary: "Delete an account with everything that is its own",
    errors: ["USER_NOT_FOUND", "LAST_ADMIN"],
  }).mutation(({ ctx, input }) => deleteUser(ctx, input)),

  setRole: rest(permittedProcedure("user:set-role").input(UserSetRole).output(UserAccount), "PUT /users/{id}/role", {
    summary: "Change a user's role",
    description: "A role other than `user` needs a credential of the last minutes; an API key with the scope does not.",
    errors: ["USER_NOT_FOUND", "LAST_ADMIN", "SUDO_REQUIRED"],
  }).mutation(({ ctx, input }) => setRole(ctx, input)),

  disable: rest(permittedProcedure("user:disable").input(UserId).output(UserAccount), "POST /users/{id}/disable", {
    summary: "Bar an account and end its sessions",
    errors: ["USER_NOT_FOUND", "LAST_ADMIN"],
  }).mutation(({ ctx, input }) => disableUser(ctx, input)),

  enable: rest(permittedProcedure("user:disable").input(UserId).output(UserAccount), "POST /users/{id}/enable", {
    summary: "Let a barred account in again",
    errors: ["USER_NOT_FOUND"],
  }).mutation(({ ctx, input }) => enableUser(ctx, input)),

  endSessions: rest(
    permittedProcedure("user:end-sessions").input(UserId).output(z.void()),
    "DELETE /users/{id}/sessions",
    {
      summary: "End all sessions and API keys of a user",
      description: "For an account that somebody else may be in. Its owner can sign in again.",
      errors: ["USER_NOT_FOUND"],
    },
  ).mutation(({ ctx, input }) => endUserSessions(ctx, input)),

  unlock: rest(permittedProcedure("user:unlock").input(UserId).output(UserAccount), "POST /users/{id}/unlock", {
    summary: "Lift the lock that failed sign-ins have set",
    errors: ["USER_NOT_FOUND"],
  }).mutation(({ ctx, input }) => unlockUser(ctx, input)),

  resetMfa: rest(
    freshPermittedProcedure("user:manage-mfa").input(UserId).output(UserAccount),
    "DELETE /users/{id}/mfa",
    {
      summary: "Remove the second factors of somebody who has lost them",
      description: "All of them, recovery codes too; their sessions end, and they are mailed. Not your own.",
      errors: ["FORBIDDEN", "USER_NOT_FOUND"],
    },
  ).mutation(({ ctx, input }) => resetMfa(ctx, input)),

  requireMfa: rest(
    freshPermittedProcedure("user:manage-mfa").input(UserRequireMfa).output(UserAccount),
    "PUT /users/{id}/mfa-required",
    {
      summary: "Say whether an account must have a second factor",
      description: "Then its sessions that have not seen one end, and new ones can do nothing but set one up.",
      errors: ["USER_NOT_FOUND"],
    },
  ).mutation(({ ctx, input }) => requireMfa(ctx, input)),

  impersonate: rest(
    freshPermittedProcedure("user:impersonate").use(secretReply).input(UserId).output(SignedIn),
    "POST /users/{id}/impersonate",
    {
      summary: "Act as a user for an hour, with a bearer token",
      description: "Needs a sign-in within the last ten minutes. Never as an administrator.",
      errors: ["USER_NOT_FOUND"],
    },
  ).mutation(({ ctx, input }) => signIn(ctx, impersonateUser(ctx, input))),

  follow: rest(
    permittedProcedure("user:follow").meta(gentleTool).input(UserRef).output(UserAccount),
    "PUT /users/{id}/follow",
    {
      summary: "Follow a user",
      errors: ["USER_NOT_FOUND", "SELF_FOLLOW"],
    },
  ).mutation(({ ctx, input }) => followUser(ctx, input)),

  unfollow: rest(
    permittedProcedure("user:follow").meta(gentleTool).input(UserRef).output(UserAccount),
    "DELETE /users/{id}/follow",
    {
      summary: "Stop following a user",
      errors: ["USER_NOT_FOUND"],
    },
  ).mutation(({ ctx, input }) => unfollowUser(ctx, input)),
} satisfies TRPCRouterRecord;
