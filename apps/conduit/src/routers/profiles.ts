import { followUser, getUser, unfollowUser } from "@tenon/core/users";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { authedProcedure, viewerProcedure } from "../procedures.ts";
import { ProfileRef, ProfileResponse, toProfileResponse } from "../schemas/profiles.ts";

const tags = ["Profile"];

export const profiles = {
  get: rest(viewerProcedure.input(ProfileRef).output(ProfileResponse), "GET /profiles/{username}", {
    operationId: "GetProfileByUsername",
    summary: "Get a profile",
    description: "Get a profile of a user of the system. Auth is optional",
    tags,
  }).query(({ ctx, input }) => getUser(ctx, { id: input.username }).then(toProfileResponse)),

  follow: rest(authedProcedure.input(ProfileRef).output(ProfileResponse), "POST /profiles/{username}/follow", {
    operationId: "FollowUserByUsername",
    summary: "Follow a user",
    description: "Follow a user by username",
    tags,
  }).mutation(({ ctx, input }) => followUser(ctx, { id: input.username }).then(toProfileResponse)),

  unfollow: rest(authedProcedure.input(ProfileRef).output(ProfileResponse), "DELETE /profiles/{username}/follow", {
    operationId: "UnfollowUserByUsername",
    summary: "Unfollow a user",
    description: "Unfollow a user by username",
    tags,
  }).mutation(({ ctx, input }) => unfollowUser(ctx, { id: input.username }).then(toProfileResponse)),
} satisfies TRPCRouterRecord;
