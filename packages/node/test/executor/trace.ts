import { describeValue } from "../describe-value.ts";

/** What the steps of one procedure saw, in order, and what was thrown inside of it. Each built procedure has its own. */
export interface Trace {
  readonly seen: string[];
  readonly thrown: unknown[];
}

export function createTrace(): Trace {
  return { seen: [], thrown: [] };
}

/** What a middleware or resolver is given by tRPC; all of it is public in one of the two. */
export interface StepOptions {
  readonly ctx: unknown;
  readonly input: unknown;
  readonly meta?: unknown;
  readonly path: string;
  readonly type: string;
  readonly batchIndex: number;
  readonly signal: AbortSignal | undefined;
  readonly getRawInput: () => Promise<unknown>;
  /** Also nothing, where a later middleware forgot to return. */
  readonly next: (changes?: unknown) => Promise<StepResult | undefined>;
}

export interface StepResult {
  readonly marker: unknown;
  readonly ok: boolean;
  readonly data?: unknown;
  readonly ctx?: unknown;
  readonly error?: unknown;
}

export function see({ seen }: Trace, who: string, what: StepOptions): void {
  const { ctx, input, meta, path, type, batchIndex, signal } = what;
  seen.push(
    `${who} ${describeValue({ ctx, input, meta, path, type, batchIndex, aborted: signal?.aborted ?? "no signal" })}`,
  );
}

export function raise({ thrown }: Trace, error: unknown): never {
  thrown.push(error);
  throw error;
}
