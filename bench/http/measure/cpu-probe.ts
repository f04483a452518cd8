// Preloaded into each server, the same for all: tells the parent what the process has used of its core (all threads).
process.on("message", (message) => {
  if (message === "cpu") process.send?.(process.cpuUsage());
});
// The channel does not keep a server alive that wants to end.
process.channel?.unref();
