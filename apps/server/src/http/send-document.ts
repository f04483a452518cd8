import type { ServerResponse } from "node:http";
import { html, type HtmlValue, inlineScript, styleSheet } from "@tenon/core/html";
import { style } from "./page-style.ts";
import { sendHtml } from "./send-html.ts";

type Document = {
  title: string;
  body: HtmlValue;
  status?: number | undefined;
  policy: string;
  /** Runs at the end of the body. */
  script?: string | undefined;
  headers: Record<string, string>;
};

/** Sends a page in our look, with the policy that it was written for. */
export function sendDocument(
  res: ServerResponse,
  { title, body, status = 200, policy, script, headers }: Document,
): void {
  const page = html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>${title}</title>
      ${styleSheet(style)}
      <main>
        <h1>${title}</h1>
        ${body}
      </main>
      ${script === undefined ? undefined : inlineScript(script)}
    </html> `;
  sendHtml(res, page.toString(), { policy, status, headers });
}
