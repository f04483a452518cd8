import { TRPCError } from "@trpc/server";
import { type Body, readBody, textOf } from "./body.ts";
import type { Incoming, Options } from "./exchange.ts";
import type { Route } from "./routes.ts";

/** What the calls of a batch get, by their places. */
type InputRecord = Record<number, unknown>;
/** The exchange, or what of it the inputs are read from. */
type Source = { readonly options: Options; readonly req: Incoming; readonly route: Route };

/** The inputs of a request: read and decoded once, when the first of its calls asks. */
export class Inputs {
  readonly #source: Source;
  readonly #query: string | null;
  #isRead = false;
  /** The input of a single call, or the record of a batch. */
  #inputs: unknown = undefined;
  #reading: Promise<void> | undefined = undefined;
  #failure: TRPCError | undefined = undefined;

  constructor(source: Source, query: string | null) {
    this.#source = source;
    this.#query = query;
  }

  /**
   * The input of a call; a promise while the body is on its way.
   * @throws BAD_REQUEST for what is no JSON, or what the transformer refuses; and what `readBody` throws
   */
  get(index: number): unknown {
    if (this.#isRead) return this.result(index);
    if (this.#failure) throw this.#failure;
    const { req, options } = this.#source;
    if (req.method === "GET") {
      this.#decode(this.#query);
      return this.result(index);
    }
    this.#reading ??= readBody(req, options.maxBodySize).then((body) => this.#decode(body));
    return this.#reading.then(() => this.result(index));
  }

  /** The same, if it was read. */
  result(index: number): unknown {
    return this.#source.route.isBatch ? (this.#inputs as InputRecord | undefined)?.[index] : this.#inputs;
  }

  #decode(body: Body | null): void {
    try {
      this.#inputs = inputsOf(body === null ? null : textOf(body), this.#source);
      this.#isRead = true;
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : "Invalid input";
      this.#failure = cause instanceof TRPCError ? cause : new TRPCError({ code: "BAD_REQUEST", message, cause });
      throw this.#failure;
    }
  }
}

function inputsOf(text: string | null, { options, route }: Source): unknown {
  if (!text) return route.isBatch ? {} : undefined;
  const inputs: unknown = JSON.parse(text);
  const { input: transformer } = options.router._def._config.transformer;
  if (!route.isBatch) return transformer.deserialize(inputs);
  if (typeof inputs !== "object" || inputs === null || Array.isArray(inputs)) {
    const message = '"input" needs to be an object when doing a batch call';
    throw new TRPCError({ code: "BAD_REQUEST", message });
  }
  const record: InputRecord = {};
  for (const index of route.targets.keys()) {
    const input = (inputs as InputRecord)[index];
    if (input !== undefined) record[index] = transformer.deserialize(input);
  }
  return record;
}
