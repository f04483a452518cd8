import { hash } from "node:crypto";
import type { Ctx } from "../ctx.ts";
import { spend } from "../limits.ts";
import { networkOf } from "../network.ts";
import { normalizeEmail } from "../users/email.ts";

/** Before anybody looks who has the address. Throws RATE_LIMITED: a network may ask for so many mails, and an address gets so many. */
export async function spendMail({ limiter, client }: Pick<Ctx, "limiter" | "client">, email: string): Promise<void> {
  await spend("mailRequests", { limiter, key: `net:${networkOf(client.ip)}` });
  await spend("mailsToAddress", { limiter, key: `mail:${hash("sha256", normalizeEmail(email), "base64url")}` });
}
