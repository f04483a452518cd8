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
  /** Whether that script calls us. */
  isCalling?: boolean;
  /** Another origin to which its forms lead in the end. */
  leadsTo?: string;
};

/** Sends a page that is nobody else's to keep, and may hold a form and frames of ours. */
export const sendPage = (res: ServerResponse, { isCalling, leadsTo, ...page }: Page): void =>
  sendDocument(res, {
    ...page,
    policy: pagePolicy({ forms: true, frames: true, script: page.script, isCalling, leadsTo }),
    headers: { "cache-control": "no-store" },
  });
