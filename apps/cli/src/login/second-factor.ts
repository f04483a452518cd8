import { type TenonClient, wireErrorOf } from "@tenon/client";
import { Failure } from "../failure.ts";
import type { Io } from "../io.ts";
import { ask } from "../terminal/prompt.ts";

type SignedIn = Awaited<ReturnType<TenonClient["auth"]["login"]["mutate"]>>;
type Options = { client: TenonClient; io: Io; code: string | undefined };

/** Goes on where a sign-in asks for a second factor: with `--code`, or with what is typed. Other errors stay as they are. */
export async function withSecondFactor(signIn: Promise<SignedIn>, { client, io, code }: Options): Promise<SignedIn> {
  return signIn.catch(async (error: unknown) => {
    const { reason, challenge, methods = [] } = wireErrorOf(error) ?? {};
    if (reason !== "MFA_REQUIRED" || challenge === undefined) throw error;
    const typed = methods.filter((method) => method !== "passkey");
    if (typed.length === 0)
      throw new Failure("refused", "This account asks for a passkey, which only a browser can show.", {
        details: ["Make new recovery codes there, and use one of them here."],
        cause: error,
      });
    const words = { code: "Code of your app", recoveryCode: "recovery code" };
    const question = typed.map((method) => words[method]).join(" or ");
    const given = code ?? (await askFor(io, `${question[0]?.toUpperCase()}${question.slice(1)}: `));
    const isCode = /^\d{3}\s?\d{3}$/.test(given.trim());
    return client.auth.loginMfa.mutate({
      challenge,
      ...(isCode ? { code: given } : { recoveryCode: given }),
      mode: "bearer",
    });
  });
}

function askFor(io: Io, question: string): Promise<string> {
  if (!io.stdin.isTTY)
    throw new Failure(
      "usage",
      "This account asks for a second factor, and there is no terminal to ask on: give --code.",
    );
  return ask(io, question);
}
