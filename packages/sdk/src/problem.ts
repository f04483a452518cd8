import type { Problem } from "./generated/index.ts";

/** The stable name of a problem. */
export type Reason = Problem["reason"];

/** A failed call, as an exception. Its `problem` is what the server said; undefined when no server of ours answered. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem | undefined;

  constructor(error: unknown) {
    const problem = isProblem(error) ? error : undefined;
    super(problem ? `${problem.reason}: ${problem.detail}` : "No answer from the server", { cause: error });
    this.problem = problem;
  }

  get reason(): Reason | undefined {
    return this.problem?.reason;
  }
}

/** Whether an error came from the server, rather than from the network or from something in between. */
export function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "reason" in error && "requestId" in error;
}

/** What a call of the SDK resolves to. */
export type Outcome<Data> = { data?: Data; error?: unknown; response?: Response | undefined };

/** The data of a call; nothing where it answers 204. @throws ProblemError when it failed */
export async function unwrap<Data>(call: Promise<Outcome<Data>>): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await call;
  if (error !== undefined || !response?.ok) throw new ProblemError(error);
  return (response.status === 204 ? undefined : data) as Exclude<Data, undefined>;
}
