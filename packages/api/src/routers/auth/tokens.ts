import { SignedIn } from "@tenon/contract/auth";
import {
  AccessToken,
  AccessTokenRequest,
  DeviceApprove,
  DeviceClaim,
  DevicePoll,
  DeviceRequest,
  DeviceStart,
  DeviceStarted,
  Refresh,
  Tokens,
} from "@tenon/contract/tokens";
import { approveDevice, claimDevice, issueAccessToken, pollDevice, refresh, startDevice } from "@tenon/core/auth";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../../examples.ts";
import { authedProcedure, credentialProcedure, secretReply, tokenProcedure } from "../../procedures.ts";
import { signIn } from "../../sign-in.ts";

/** Tokens for other services, their renewal, and the sign-in of programs without a browser. */
export const tokens = {
  token: rest(authedProcedure.use(secretReply).input(AccessTokenRequest).output(AccessToken), "POST /auth/token", {
    summary: "Get a token for another service",
    description:
      "A signed JWT (RFC 9068) of five minutes that another service verifies with `/.well-known/jwks.json`. This server takes those that name it as their audience.",
    examples: examples.accessToken,
    status: 200,
    errors: ["FORBIDDEN", "IMPERSONATION_DENIED"],
  }).mutation(({ ctx, input }) => issueAccessToken(ctx, input)),

  refresh: rest(tokenProcedure.input(Refresh).output(Tokens), "POST /auth/token/refresh", {
    summary: "Exchange a refresh token for the next tokens",
    description:
      "Each refresh token works once, and for ten seconds again with the same outcome, should the reply be lost. An older one ends its session, and the owner is told by mail.",
    examples: examples.refresh,
    status: 200,
    errors: ["REFRESH_TOKEN_INVALID", "REFRESH_REUSED", "RATE_LIMITED"],
  }).mutation(({ ctx, input }) => refresh(ctx, input)),

  deviceStart: rest(credentialProcedure.input(DeviceStart).output(DeviceStarted), "POST /auth/device", {
    summary: "Begin the sign-in of a program without a browser",
    description:
      "Show the person `userCode` and `verificationUri`, and poll with `deviceCode` (RFC 8628). Both hold for ten minutes.",
    examples: examples.deviceStart,
    status: 200,
  }).mutation(({ ctx, input }) => startDevice(ctx, input)),

  deviceClaim: rest(authedProcedure.input(DeviceClaim).output(DeviceRequest), "POST /auth/device/claim", {
    summary: "See which program waits with a code",
    description: "From then on nobody but you can let it in.",
    examples: examples.deviceClaim,
    status: 200,
    errors: ["DEVICE_NOT_FOUND", "TOO_MANY_ATTEMPTS", "IMPERSONATION_DENIED"],
  }).mutation(({ ctx, input }) => claimDevice(ctx, input)),

  deviceApprove: rest(authedProcedure.input(DeviceApprove).output(z.void()), "POST /auth/device/approve", {
    summary: "Let a program in as yourself, or turn it away",
    description: "Needs a sign-in within the last ten minutes.",
    status: 204,
    errors: ["DEVICE_NOT_FOUND", "SUDO_REQUIRED", "TOO_MANY_ATTEMPTS", "IMPERSONATION_DENIED"],
  }).mutation(({ ctx, input }) => approveDevice(ctx, input)),

  devicePoll: rest(tokenProcedure.input(DevicePoll).output(SignedIn), "POST /auth/device/token", {
    summary: "Ask whether the program was let in",
    description:
      "Answers the session's token, once. Until then `AUTHORIZATION_PENDING`; `SLOW_DOWN` when it comes sooner than the interval.",
    examples: examples.devicePoll,
    status: 200,
    errors: ["AUTHORIZATION_PENDING", "SLOW_DOWN", "EXPIRED_TOKEN", "ACCESS_DENIED", "ACCOUNT_DISABLED"],
  }).mutation(({ ctx, input }) => signIn(ctx, pollDevice(ctx, input))),
} satisfies TRPCRouterRecord;
