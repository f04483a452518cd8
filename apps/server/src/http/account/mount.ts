import type { IncomingMessage, ServerResponse } from "node:http";
import { appRouter } from "@tenon/api";
import { AppError } from "@tenon/contract/app-error";
import type { Log } from "@tenon/core/ctx";
import { html, type Html } from "@tenon/core/html";
import type { ContextFactory } from "../context.ts";
import { readForm, refusalOf } from "../form-page.ts";
import { goneSignal } from "../gone.ts";
import { pagePolicy } from "../page-style.ts";
import { sendProblem } from "../problem.ts";
import { refuse } from "../refuse.ts";
import { requestIdOf } from "../request-id.ts";
import { sendDocument } from "../send-document.ts";
import type { Handler } from "../server.ts";
import { formOf, script } from "./form.ts";
import { accountPagesOf, type FormPage } from "./pages.ts";

export const accountPath = "/account/";

const maxBytes = 16_384;
const policy = pagePolicy({ forms: true, script });

type Options = { contextFactory: ContextFactory; log: Log; passwordMin: number };

/**
 * `/account/{page}`: where the links of mails about accounts lead. Looking changes nothing, as scanners of mail look too; the form posts
 * the token, and calls the same procedure as everybody else.
 */
export function createAccountMount({ contextFactory, log, passwordMin }: Options): Handler {
  const pages = Object.entries(accountPagesOf(passwordMin));
  return async (req, res) => {
    const name = (req.url ?? "").slice(accountPath.length).split("?", 1)[0] ?? "";
    const page = pages.find(([known]) => known === name)?.[1];
    if (!page) return sendProblem(res, "NOT_FOUND", requestIdOf(req));
    switch (req.method) {
      case "GET":
      case "HEAD":
        return sendForm(res, page, { body: formOf(page) });
      case "POST":
        return submit({ req, res, page, contextFactory }).catch((error: unknown) =>
          refuse(error, { req, res, log, what: "form" }),
        );
      default:
        res.setHeader("allow", "GET, HEAD, POST");
        return sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
    }
  };
}

type Submission = {
  req: IncomingMessage;
  res: ServerResponse;
  page: FormPage;
  contextFactory: ContextFactory;
};

async function submit({ req, res, page, contextFactory }: Submission): Promise<void> {
  const caller = appRouter.createCaller(contextFactory({ req, res, signal: goneSignal(res), isAlone: true }));
  const values = await readValues(req);
  try {
    await page.submit(caller, values);
  } catch (cause) {
    const { httpStatus, ...wire } = refusalOf(cause, { req, res });
    return sendForm(res, page, { body: formOf(page, { ...wire, token: values.token }), status: httpStatus });
  }
  sendForm(res, page, { body: html`<p role="status">${page.done}</p>` });
}

/** Same-origin: with no referrer at all browsers say that the form comes from the origin `null`. */
const headers = { "cache-control": "no-store", "referrer-policy": "same-origin" };

const sendForm = (res: ServerResponse, { title }: FormPage, { body, status }: { body: Html; status?: number }): void =>
  sendDocument(res, { title, body, status, policy, headers });

async function readValues(req: IncomingMessage) {
  const type = (req.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new AppError("UNSUPPORTED_MEDIA_TYPE");
  const form = await readForm(req, maxBytes);
  const read = (name: string) => form.get(name) ?? "";
  // What is pasted often brings a blank along, or the whole link.
  const token = read("token")
    .trim()
    .replace(/^.*#token=/, "");
  return { token, email: read("email"), password: read("password") };
}
