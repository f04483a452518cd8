// @see https://trpc.io/docs/server/adapters/standalone
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { host, port } from "../../adapter/launch.ts";
import { createContext } from "../../adapter/router.ts";
import { router } from "../router.ts";

createHTTPServer({ router, createContext, basePath: "/trpc/" }).listen(port, host);
