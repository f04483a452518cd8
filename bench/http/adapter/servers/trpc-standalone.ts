// @see https://trpc.io/docs/server/adapters/standalone
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { host, port, scenario } from "../launch.ts";
import { createContext, routerOf } from "../router.ts";

createHTTPServer({ router: routerOf(scenario), createContext, basePath: "/trpc/" }).listen(port, host);
