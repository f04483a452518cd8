export { eventually } from "./eventually.ts";
export type { TestServer } from "./provided.ts";
export { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from "./test-database.ts";
export { startFaultyProxy, type Fault, type FaultyProxy } from "./faulty-proxy.ts";
