/** How long a command's calls may take together, with the attempts after the first. */
export const timeoutMs = 30_000;

/** Something answered, but not as an API does: a web site, or a gateway with a page of its own. */
export class ForeignAnswer extends Error {
  override readonly name = "ForeignAnswer";
  readonly status: number;
  /** Where a redirection leads. */
  readonly location: string | null;
  constructor({ status, headers }: Response) {
    super(`HTTP ${status} without JSON`);
    this.status = status;
    this.location = headers.get("location");
  }
}

/** A `fetch` that gives up in time, counted from now. tRPC forgets the status of answers that it cannot read; this does not. */
export function timedFetch(given: typeof fetch = fetch): typeof fetch {
  const timeout = AbortSignal.timeout(timeoutMs);
  return async (input, init) => {
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    // The API does not redirect, and a password should not follow whoever does.
    const response = await given(input, { ...init, signal, redirect: "manual" });
    const isRedirection = response.status >= 300 && response.status < 400;
    if (isRedirection || !response.headers.get("content-type")?.includes("json")) throw new ForeignAnswer(response);
    return response;
  };
}
