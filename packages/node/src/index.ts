export {
  createHTTPServer,
  createNodeHandler,
  createNodeHandler as createHTTPHandler,
  type NodeHandler,
} from "./handler.ts";
export {
  type CreateHTTP2ContextOptions,
  createHTTP2Handler,
  type CreateHTTP2HandlerOptions,
  type CreateHTTPContextOptions,
  type CreateHTTPHandlerOptions,
} from "@trpc/server/adapters/standalone";
