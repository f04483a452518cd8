/**
 * What a procedure says of itself. It stands in the declarations that clients read,
 * so it names neither the bridge's types nor the schemas'.
 */
export type Meta = {
  /** Everybody, whoever is signed in, or holders of a permission. */
  access?: "public" | "user" | `${string}:${string}`;
  /** Only within ten minutes of showing a credential. */
  fresh?: boolean;
  /** Set by `rest()`. */
  rest?: object | false;
  /** Whether, and how, it is a tool of MCP. */
  mcp?:
    | boolean
    | {
        name?: string;
        title?: string;
        description?: string;
        destructive?: boolean;
        idempotent?: boolean;
        openWorld?: boolean;
      };
};
