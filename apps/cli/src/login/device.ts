import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { reasonOf, wireErrorOf } from "@tenon/client";
import { Failure } from "../failure.ts";
import type { Session } from "../session.ts";
import { isOpenToEavesdroppers } from "../target.ts";
import { printable } from "../terminal/printable.ts";
import { openBrowser } from "./open-browser.ts";

/** Signs in at a browser, here or elsewhere: a code is typed there, and no password here (RFC 8628). */
export async function signInAtBrowser(session: Session, { opensBrowser }: { opensBrowser: boolean }) {
  const { io, target, style } = session;
  if (isOpenToEavesdroppers(target.url))
    session.note(`Warning: ${target.url} is not encrypted; your session's token can be read on the way.`);
  const { deviceCode, userCode, verificationUri, expiresIn, interval } = await session
    .connect({ token: null })
    .auth.deviceStart.mutate({ clientName: clientName() });

  const page = new URL(verificationUri, target.url).href;
  io.stderr.write(`To sign in at ${target.url}, open\n\n  ${style("bold", printable(page))}\n\n`);
  io.stderr.write(`and type this code:  ${style("bold", printable(userCode))}\n\n`);
  if (opensBrowser) openBrowser(page, io);
  io.stderr.write(`Waiting for you, for ${Math.round(expiresIn / 60)} minutes; Ctrl-C stops.\n`);
  return poll(session, deviceCode, { intervalSeconds: interval, until: performance.now() + expiresIn * 1000 });
}

async function poll(session: Session, deviceCode: string, rhythm: { intervalSeconds: number; until: number }) {
  let { intervalSeconds } = rhythm;
  for (;;) {
    await sleep(intervalSeconds * 1000);
    try {
      // A client for each: one gives up after half a minute.
      return await session.connect({ token: null }).auth.devicePoll.mutate({ deviceCode });
    } catch (error) {
      if (!isPassing(error) || performance.now() > rhythm.until) throw ending(error);
      intervalSeconds = Math.max(intervalSeconds, wireErrorOf(error)?.retryAfter ?? 0);
    }
  }
}

/** What passes by itself; a server that is out of reach for a moment is such a thing. */
function isPassing(error: unknown): boolean {
  switch (reasonOf(error)) {
    case "AUTHORIZATION_PENDING":
    case "SLOW_DOWN":
    case "RATE_LIMITED":
    case "UNAVAILABLE":
    case undefined:
      return true;
    default:
      return false;
  }
}

function ending(error: unknown): unknown {
  switch (reasonOf(error)) {
    case "EXPIRED_TOKEN":
    case "AUTHORIZATION_PENDING":
      return new Failure("refused", "Nobody has typed the code in time.", { cause: error });
    case "ACCESS_DENIED":
      return new Failure("refused", "The sign-in was turned away.", { cause: error });
    default:
      return error;
  }
}

/** What the page shows: letters and digits that every server takes. */
const clientName = (): string => `tenon on ${hostname().replaceAll(/[^\w.-]/g, "")}`.slice(0, 60);
