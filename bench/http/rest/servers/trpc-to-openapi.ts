// @see https://github.com/mcampa/trpc-to-openapi: "With a standalone Node.js server"
import { createServer } from "node:http";
import { createOpenApiHttpHandler } from "trpc-to-openapi";
import { host, port } from "../../adapter/launch.ts";
import { router } from "../router.ts";

const handler = createOpenApiHttpHandler({
  router,
  // Whatever its types say, this adapter makes a Request of what Node gave it.
  createContext: ({ req }) => ({
    authorization: (req as unknown as Request).headers.get("authorization") ?? undefined,
  }),
});
createServer((req, res) => {
  req.url = req.url?.replace("/api", "");
  void handler(req, res);
}).listen(port, host);
