import { printableLines } from "./terminal/printable.ts";

/** What the process answers its caller with. */
export const exitCodes = { ok: 0, refused: 1, usage: 2, signedOut: 3, unreachable: 4, interrupted: 130 } as const;

export type FailureKind = Exclude<keyof typeof exitCodes, "ok">;

/** An error in the user's words: a sentence, and lines below it (fields that are wrong, what to do). */
export class Failure extends Error {
  override readonly name: string = "Failure";
  readonly kind: FailureKind;
  readonly details: string[];

  constructor(
    kind: FailureKind,
    message: string,
    { details = [], cause }: { details?: string[]; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.kind = kind;
    this.details = details;
  }
}

/** Ctrl-C, about which there is nothing to say. */
export class Interrupted extends Failure {
  override readonly name = "Interrupted";
  constructor() {
    super("interrupted", "");
  }
}

/** What stderr shows of a failure. `isDebug` adds stack traces, of the causes too. */
export function tell(failure: Failure, isDebug: boolean): string {
  const sentence = failure.message === "" ? [] : [`tenon: ${failure.message}`];
  const lines = [...sentence, ...failure.details.map((detail) => `  ${detail}`), ...(isDebug ? stacksOf(failure) : [])];
  return lines.map((line) => `${printableLines(line)}\n`).join("");
}

/** Stacks alone: an error's other properties may hold what the server answered, a token among it. */
function stacksOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return [error.stack ?? error.message, ...stacksOf(error.cause)];
}
