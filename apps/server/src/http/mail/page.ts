import type { ServerResponse } from "node:http";
import type { HtmlValue } from "@tenon/core/html";
import { pagePolicy } from "../page-style.ts";
import { sendDocument } from "../send-document.ts";

type Page = {
  title: string;
  body: HtmlValue;
  status?: number;
  /** Runs at the end of the body. */
  script?: string;
};

/** Sends a page that is nobody else's to keep, and may hold a form and frames of ours. */
export const sendPage = (res: ServerResponse, page: Page): void =>
  sendDocument(res, {
    ...page,
    policy: pagePolicy({ forms: true, frames: true, script: page.script }),
    headers: { "cache-control": "no-store" },
  });
