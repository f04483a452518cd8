import type { IncomingMessage, ServerResponse } from "node:http";
import { pagePolicy } from "../page-style.ts";
import { sendProblem } from "../problem.ts";
import { requestIdOf } from "../request-id.ts";
import { sendHtml } from "../send-html.ts";
import { sendJson } from "../send-json.ts";
import { describeProblem, describeProblems, problemIndex, problemPage } from "./page.ts";
import { problemsPath, reasonOfSlug } from "./type.ts";

const headers = { "cache-control": "public, max-age=3600", vary: "Origin, Accept" };

/** Serves `/problems` and the pages below it: HTML for people, JSON for those who ask for that alone. */
export function serveProblemPages(req: IncomingMessage, res: ServerResponse): void {
  const slug = (req.url ?? "").slice(problemsPath.length + 1).replace(/[?#].*$/s, "");
  const reason = reasonOfSlug(slug);
  if (slug !== "" && reason === undefined) return sendProblem(res, "NOT_FOUND", requestIdOf(req));

  const { accept = "" } = req.headers;
  if (accept.includes("json") && !accept.includes("text/html")) {
    return sendJson(res, reason ? describeProblem(reason) : describeProblems(), { headers });
  }
  sendHtml(res, reason ? problemPage(reason) : problemIndex(), { policy: pagePolicy(), headers });
}
