import { createRoot, plainRoot } from "./root.ts";
import { saw } from "./saw.ts";

const { procedure, router } = createRoot(plainRoot);

/** Imported by the reference router only when one of its procedures is called. */
export const lazyPart = router({
  query: procedure.query(saw),
  mutation: procedure.mutation(saw),
  nested: { query: procedure.query(saw), constructor: procedure.query(saw) },
});
