import type {} from "vitest";

/** What the global set-up hands to the test processes. */
export type TestServer = {
  /** Of a role that may create databases, on the server's `postgres` database. */
  adminUrl: string;
  /** A migrated database that nobody connects to. */
  template: string;
};

declare module "vitest" {
  interface ProvidedContext {
    tenonTestServer: TestServer;
  }
}
