// `npm run worker`: jobs, beside a server that runs with JOBS=off; on DATABASE_URL, or the database of `npm start`.
import "./end-with-launcher.ts";
import { useEmbeddedDatabase } from "./embedded-database.ts";

await import("../packages/db/scripts/generate.ts");
const { runWorker } = await import("../apps/worker/src/run-worker.ts");
const isEmbedded = !process.env["DATABASE_URL"] && process.env["NODE_ENV"] !== "production";
await runWorker(isEmbedded ? { onClosed: await useEmbeddedDatabase() } : {});
