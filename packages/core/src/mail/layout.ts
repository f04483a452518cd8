import { anchor, html, type Html, type HtmlValue, styleSheet } from "../html.ts";
import type { MailContent } from "./template.ts";

/** The name that mails speak in. */
export const productName = "Tenon";

// In a style element, since mail programs that know dark mode know those; the light look is inline, for all others.
const style = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a { text-decoration: underline; text-underline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  .page { background: #14171a !important; }
  .card { background: #1f2428 !important; border-color: #363d44 !important; }
  .card, .card h1, .card p, .card b { color: #e8ecef !important; }
  .card .dim { color: #a3adb6 !important; }
  .card a { color: #8ab8ff !important; }
  .card .rule { border-color: #363d44 !important; }
}
@media (max-width: 480px) {
  .page { padding: 0 !important; }
  .card { border-width: 0 0 1px !important; border-radius: 0 !important; padding: 24px 18px !important; }
}
`;

const font = "font-family: -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** What surrounds every mail: readable on a phone, in light and in dark. */
export const layout = ({ subject, preview, html: body }: MailContent): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${subject}</title>
        ${styleSheet(style)}
      </head>
      <body
        class="page"
        style="margin: 0; padding: 24px 12px; background: #f2f4f6; ${font}; font-size: 16px; line-height: 1.5;"
      >
        <div style="display: none; max-height: 0; overflow: hidden;">${preview}</div>
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
          <tr>
            <td align="center">
              <div
                class="card"
                style="max-width: 560px; box-sizing: border-box; text-align: left; padding: 32px; background: #ffffff; color: #1d2329; border: 1px solid #dde2e6; border-radius: 8px;"
              >
                <p class="dim" style="margin: 0 0 20px; color: #5b6670; font-size: 14px; font-weight: 600;">
                  ${productName}
                </p>
                ${body}
              </div>
            </td>
          </tr>
        </table>
      </body>
    </html> `;

export const heading = (text: string): Html =>
  html`<h1 style="margin: 0 0 16px; font-size: 22px; line-height: 1.3; color: #1d2329; overflow-wrap: anywhere;">
    ${text}
  </h1>`;

export const paragraph = (...content: HtmlValue[]): Html =>
  html`<p style="margin: 0 0 16px; color: #1d2329; overflow-wrap: anywhere;">${content}</p>`;

/** Small print. */
export const note = (...content: HtmlValue[]): Html =>
  html`<p
    class="dim rule"
    style="margin: 24px 0 0; padding-top: 16px; border-top: 1px solid #dde2e6; color: #5b6670; font-size: 13px; overflow-wrap: anywhere;"
  >
    ${content}
  </p>`;

export const link = (url: string, label: string): Html => anchor(url, label, "color: #0b57b8;");
