import { refusal } from "@tenon/api";
import { AppError } from "@tenon/contract/app-error";
import { errors, type FieldError, type Reason } from "@tenon/contract/errors";
import { problemOf } from "../problem.ts";

const requestId = "01890a5d-ac96-774b-bcce-b302099a8057";
const fields: FieldError[] = [{ path: ["limit"], code: "too_big", message: "Too big: expected number to be <=100" }];

/** A problem as it is sent, for pages and for the document. */
export function exampleProblem(reason: Reason): Record<string, unknown> {
  const { status } = errors[reason];
  const error = new AppError(reason, {
    ...(reason === "INVALID_INPUT" && { fields }),
    ...((status === 429 || status === 503) && { retryAfter: 30 }),
  });
  const { headers: _, ...problem } = problemOf(refusal(error), requestId);
  return problem;
}
