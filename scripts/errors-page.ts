// Writes docs/errors.md from the error registry. `errorsPage` is what the docs test holds the file to.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { errors } from "../packages/contract/src/errors.ts";

export function errorsPage(): string {
  const rows = Object.entries(errors).map(
    ([reason, { status, message }]) => `| \`${reason}\` | ${status} | ${message} |`,
  );
  return `# Errors

Every error has a stable \`reason\`: in tRPC it is \`error.data.reason\` (\`reasonOf(error)\` in the client), in REST the
member \`reason\` of the problem document (RFC 9457). \`fields\` says which inputs are wrong, \`retryAfter\` (and the header
\`Retry-After\`) how many seconds to wait, \`requestId\` which line of the log tells more.

This page is written by \`node scripts/errors-page.ts\` from \`packages/contract/src/errors.ts\`, and a test holds it to that.

| reason | status | message |
| --- | --- | --- |
${rows.join("\n")}
`;
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, "../docs/errors.md"), errorsPage());
