import type { IncomingMessage, ServerResponse } from "node:http";
import { html, type Html } from "@tenon/core/html";
import { keepsMail, type KeptMail, type Mailer } from "@tenon/core/mail/mailer";
import type { RenderedMail } from "@tenon/core/mail/template";
import { mailTemplates } from "@tenon/core/mail/templates";
import { sendProblem } from "../problem.ts";
import { requestIdOf } from "../request-id.ts";
import { sendHtml } from "../send-html.ts";
import type { Handler } from "../server.ts";
import { sendPage } from "./page.ts";

export const previewPath = "/dev/mail";

/** A mail is shown in a frame: nothing of it runs, and nothing is loaded. */
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

// Sandboxed it has no origin of which a browser could make a cluster, and Chromium warns when it is asked to.
const mailHeaders = { "x-frame-options": "SAMEORIGIN", "origin-agent-cluster": "?0" };

type Shown = RenderedMail & { source: string; to?: string };

/** Every template with its samples, and the mails that were kept; for development alone. */
export function createMailPreview(mailer: Mailer): Handler {
  const kept = async () => (keepsMail(mailer) ? mailer.kept() : []);

  return async (req: IncomingMessage, res: ServerResponse) => {
    const [path = ""] = (req.url ?? "").split("?");
    const [folder = "", name = "", part, ...rest] = path.slice(previewPath.length + 1).split("/");
    if (folder === "") return sendPage(res, { title: "Mail", body: indexOf(await kept()) });
    const mail = folder === "kept" ? findKept(await kept(), name) : findSample(folder, name);
    const isThere = rest.length === 0 && (part === undefined || part === "html");
    if (!mail || !isThere) return sendProblem(res, "NOT_FOUND", requestIdOf(req));
    if (part === "html") {
      return sendHtml(res, mail.html, { policy: mailPolicy, headers: mailHeaders });
    }
    sendPage(res, { title: mail.subject, body: bodyOf(mail, `${previewPath}/${folder}/${name}/html`) });
  };
}

const findKept = (mails: KeptMail[], id: string): Shown | undefined => mails.find((mail) => mail.id === id);

function findSample(template: string, sample: string): Shown | undefined {
  const previews = Object.hasOwn(mailTemplates, template) ? (mailTemplates[template]?.previews() ?? {}) : {};
  const mail = Object.hasOwn(previews, sample) ? previews[sample] : undefined;
  return mail && { ...mail, source: mail.html };
}

function indexOf(mails: KeptMail[]): Html {
  const samples = Object.entries(mailTemplates).flatMap(([name, template]) =>
    Object.entries(template.previews()).map(
      ([sample, { subject }]) =>
        html`<li><a href="${previewPath}/${name}/${sample}">${name}: ${sample}</a><span>${subject}</span></li>`,
    ),
  );
  const kept = mails.map(
    ({ id, at, to, subject }) =>
      html`<li><a href="${previewPath}/kept/${id}">${subject}</a><span>to ${to}, ${at.toISOString()}</span></li>`,
  );
  return html`<h2>Templates</h2>
    <ul>
      ${samples}
    </ul>
    <h2>Kept instead of sent</h2>
    ${
      kept.length > 0
        ? html`<ul>
            ${kept}
          </ul>`
        : html`<p>None yet.</p>`
    }`;
}

const bodyOf = ({ text, source, to }: Shown, address: string): Html =>
  html`<p class="status">
      <a href="${previewPath}">All mail</a>${to === undefined ? "" : ` · to ${to}`} ·
      <a href="${address}">The mail by itself</a>
    </p>
    <h2>On a phone</h2>
    <iframe class="phone" title="On a phone" sandbox="" src="${address}"></iframe>
    <h2>On a desk</h2>
    <iframe title="On a desk" sandbox="" src="${address}"></iframe>
    <h2>As text</h2>
    <pre>${text}</pre>
    <details>
      <summary>Source</summary>
      <pre>${source}</pre>
    </details>`;
