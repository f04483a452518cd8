import { type RunOptions, runProcess } from "@tenon/process/run";
import { type App, buildApp } from "./app.ts";

/** The server as a process of its own. */
export const runServer = (hooks: Pick<RunOptions<App>, "onReady" | "onClosed"> = {}): Promise<void> =>
  runProcess<App>({
    ...hooks,
    start: buildApp,
    onReady: async (app) => {
      app.deps.log.info({ url: app.url }, "listening");
      await hooks.onReady?.(app);
    },
  });
