// Ends this process when scripts/run.mjs dies without a word (kill -9): the channel between the two closes then.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
