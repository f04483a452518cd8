export { createHTTPHandler as createNodeHandler, createHTTPHandler, createHTTPServer } from "@trpc/server/adapters/standalone";
