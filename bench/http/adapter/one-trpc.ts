import { registerHooks } from "node:module";

// packages/node would load the workspace's own copy of @trpc/server. In an application it shares the router's.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, specifier.startsWith("@trpc/server") ? { ...context, parentURL: import.meta.url } : context),
});
