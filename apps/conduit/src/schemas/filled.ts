import { z } from "zod";

/** Text that says something. Like every rule here, it is none of the document's: the contract knows strings. */
export const filled = z.string().refine((value) => value.trim() !== "", { message: "can't be blank", abort: true });
