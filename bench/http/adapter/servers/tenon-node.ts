// @see ../../../../packages/node/README.md
import { createServer } from "node:http";
import "../one-trpc.ts";
import { host, port, scenario } from "../launch.ts";
import { createContext, routerOf } from "../router.ts";

const { createNodeHandler } = await import("@tenon/node");
const handle = createNodeHandler({ router: routerOf(scenario), createContext, basePath: "/trpc/" });
createServer((req, res) => void handle(req, res)).listen(port, host);
