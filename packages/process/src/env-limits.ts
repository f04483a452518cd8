import { whole } from "./env-types.ts";

/** How much anybody may ask for. */
export const limitVariables = {
  RATE_LIMIT: whole(1, 1_000_000_000).default(100).meta({
    description: "Calls in each window: of a user, or of an address (an IPv6 /64) that has not signed in.",
  }),
  RATE_LIMIT_MINUTES: whole(1, 1440).default(15).meta({ description: "The length of that window." }),
  STREAMS: whole(1, 1_000_000).default(10_000).meta({ description: "Event streams at once, per process." }),
  STREAMS_PER_USER: whole(1, 1_000_000).default(20).meta({ description: "Event streams at once, of one user." }),
  STREAMS_PER_NETWORK: whole(1, 1_000_000).default(100).meta({
    description: "Event streams at once, of an address (an IPv6 /64) that has not signed in.",
  }),
  LOGIN_LIMIT: whole(1, 1_000_000_000).default(5).meta({
    description:
      "Wrong credentials in each window, of an address (an IPv6 /64), whatever the account; right ones are free.",
  }),
  LOGIN_LIMIT_MINUTES: whole(1, 1440).default(15).meta({ description: "The length of that window." }),
  RATE_LIMIT_NODES: whole(1, 1000).default(1).meta({
    description:
      "How many processes count for themselves, without Redis or while it is gone: each allows its part of LOGIN_LIMIT, REGISTER_LIMIT and ACCOUNT_MAIL_LIMIT, at least 1.",
  }),
};
