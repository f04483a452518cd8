import { registerHooks } from "node:module";

// Tenon's packages would load the workspace's own copies of what an application shares with them.
const shared = /^(@trpc\/server|zod)(\/|$)/;
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, shared.test(specifier) ? { ...context, parentURL: import.meta.url } : context),
});
