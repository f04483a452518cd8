import { STATUS_CODES } from "node:http";
import { errorHelp } from "@tenon/contract/error-help";
import { errors, type Reason } from "@tenon/contract/errors";
import { style } from "../page-style.ts";
import { exampleProblem } from "./example.ts";
import { problemsPath, problemTitle, problemType } from "./type.ts";

/** What a problem means, as a program reads it. */
export function describeProblem(reason: Reason) {
  const { status } = errors[reason];
  return { type: problemType(reason), title: problemTitle(reason), status, reason, help: errorHelp[reason] };
}

export const describeProblems = () => (Object.keys(errors) as Reason[]).map(describeProblem);

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char] ?? char);

/** Text in which backticks mark code. */
const marked = (text: string): string => escape(text).replace(/`([^`]+)`/g, "<code>$1</code>");

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
${body}
</html>
`;
}

/** The page that a problem's `type` leads to. */
export function problemPage(reason: Reason): string {
  const { title, status, help } = describeProblem(reason);
  const example = exampleProblem(reason);
  return page(
    `${title} – ${reason}`,
    `<nav><a href="${problemsPath}">All problems</a></nav>
<main>
<h1>${escape(title)}</h1>
<p class="status"><code>${reason}</code> · HTTP ${status} ${STATUS_CODES[status] ?? "Client Closed Request"}</p>
<p>${marked(help)}</p>
<h2>As it is sent</h2>
<pre><code>${escape(JSON.stringify(example, null, 2))}</code></pre>
<p>Programs switch on <code>reason</code>, which never changes; <code>detail</code> is for people and may.
In the log, <code>requestId</code> leads to more. tRPC has the same facts in <code>error.data</code>.</p>
</main>`,
  );
}

/** Every problem with its page. */
export function problemIndex(): string {
  const items = describeProblems().map(
    ({ type, title, status, reason }) =>
      `<li><a href="${type}">${reason}</a>${status} <span>· ${escape(title)}</span></li>`,
  );
  return page(
    "Problems",
    `<main>
<h1>Problems</h1>
<p>Every failure is a problem document (RFC 9457). Its <code>type</code> leads to one of these pages, and
its <code>reason</code> is the name to program against.</p>
<ul>
${items.join("\n")}
</ul>
</main>`,
  );
}
