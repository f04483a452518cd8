/** The router, as it was told to be served, is faulty. Thrown once, at start, with every fault. */
export class McpSetupError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`These tools cannot be served:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.name = "McpSetupError";
    this.faults = faults;
  }
}
