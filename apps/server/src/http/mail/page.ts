import type { ServerResponse } from "node:http";
import { html, type HtmlValue, inlineScript, styleSheet } from "@tenon/core/html";
import { pagePolicy, style } from "../page-style.ts";
import { sendHtml } from "../send-html.ts";

type Page = { title: string; body: HtmlValue; status?: number; /** Runs once the page is there. */ script?: string };

/** Sends a page that is nobody else's to keep, and may hold a form and frames of ours. */
export function sendPage(res: ServerResponse, { title, body, status = 200, script }: Page): void {
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
  const policy = pagePolicy({ forms: true, frames: true, script });
  sendHtml(res, page.toString(), { policy, status, headers: { "cache-control": "no-store" } });
}
