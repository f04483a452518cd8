// V8 writes its profile when the process exits by itself, which a signal alone does not make it do.
process.once("SIGTERM", () => process.exit(0));
