// What `pnpm dev` watches: the server with the same welcome as `npm start`.
import { runServer } from "./run-server.ts";
import { welcome } from "./welcome.ts";

const isEmbedded = process.argv.includes("--embedded");
await runServer({ onReady: (app) => welcome(app, { isEmbedded, isBrief: true }) });
