// The load generator's own process: one job after the other, told by the parent.
import { type LoadJob, runLoad } from "./run-load.ts";

process.on("message", (job: LoadJob) => {
  runLoad(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
