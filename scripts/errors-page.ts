// Writes docs/errors.md from the error registry. `errorsPage` is what the docs test holds the file to.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorHelp } from "../packages/contract/src/error-help.ts";
import { errors, type Reason } from "../packages/contract/src/errors.ts";

export function errorsPage(): string {
  const rows = (Object.keys(errors) as Reason[]).map((reason) => {
    const { status, message } = errors[reason];
    return `| \`${reason}\` | ${status} | ${message} | ${errorHelp[reason]} |`;
  });
  return `# Errors

Every error has a stable \`reason\`: in tRPC it is \`error.data.reason\` (\`reasonOf(error)\` in the client), in REST the
member \`reason\` of the problem document (RFC 9457). \`fields\` says which inputs are wrong, \`retryAfter\` (and the header
\`Retry-After\`) how many seconds to wait, \`requestId\` which line of the log tells more.

In REST, \`type\` leads to a page of the server about the reason: \`/problems/post-not-found\`, as HTML or, for \`Accept:
application/json\`, as JSON. \`/problems\` lists them all. A new reason needs its line in \`packages/contract/src/errors.ts\` and in
\`packages/contract/src/error-help.ts\`; the compiler asks for the second.

This page is written by \`node scripts/errors-page.ts\` from those two files, and a test holds it to them.

| reason | status | message | what to do |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, "../docs/errors.md"), errorsPage());
