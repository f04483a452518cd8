import type { ServerResponse } from "node:http";
import type { HtmlValue } from "@tenon/core/html";
import { pagePolicy } from "../page-style.ts";
import { sendDocument } from "../send-document.ts";

type Page = { title: string; body: HtmlValue; status?: number };

const policy = pagePolicy({ forms: true, frames: true });

/** Sends a page that is nobody else's to keep, and may hold a form and frames of ours. */
export const sendPage = (res: ServerResponse, page: Page): void =>
  sendDocument(res, { ...page, policy, headers: { "cache-control": "no-store" } });
