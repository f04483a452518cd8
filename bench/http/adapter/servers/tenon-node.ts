// @see ../../../../packages/node/README.md
import superjson from "superjson";
import "../one-trpc.ts";
import { host, isFast, port, scenario } from "../launch.ts";
import { createContext, routerOf } from "../router.ts";

const { createHTTPServer } = await import("@tenon/node");
const transformer = isFast ? (await import("@tenon/node/superjson")).fasterSuperjson(superjson) : superjson;
createHTTPServer({ router: routerOf(scenario, transformer), createContext, basePath: "/trpc/" }).listen(port, host);
