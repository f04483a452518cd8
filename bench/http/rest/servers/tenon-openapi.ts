// @see ../../../../packages/openapi/README.md
import { createServer } from "node:http";
import "../../adapter/one-trpc.ts";
import { host, kind, port } from "../../adapter/launch.ts";
import { createContext } from "../../adapter/router.ts";
import { router as plain } from "../router.ts";

const { createRestHandler } = await import("@tenon/openapi");
const { compileRouter } = await import("@tenon/node/executor");

const router = kind === "compiled" ? compileRouter(plain) : plain;
const { handle } = await createRestHandler({ router, createContext, basePath: "/api", strict: true });
createServer((req, res) => void handle(req, res)).listen(port, host);
