// @see https://trpc.io/docs/server/adapters/express
import { createExpressMiddleware } from "@trpc/server/adapters/express";
import express from "express";
import { host, port, scenario } from "../launch.ts";
import { createContext, routerOf } from "../router.ts";

const app = express();
app.use("/trpc", createExpressMiddleware({ router: routerOf(scenario), createContext }));
app.listen(port, host);
