import type { Html } from "../html.ts";
import { layout } from "./layout.ts";

/** The words of a mail. Both bodies say the same. */
export type MailContent = {
  subject: string;
  /** What lists of mail show beside the subject. */
  preview: string;
  text: string;
  html: Html;
};

/** A mail without its address. */
export type RenderedMail = { subject: string; text: string; html: string };

export type MailTemplate<Props> = Previewable & { render(props: Props): RenderedMail };

/** What /dev/mail shows of a template. */
export type Previewable = { previews(): Record<string, RenderedMail> };

/** Makes a template of what it says and of samples to show it with; the layout around it is the same for all. */
export function defineTemplate<Props>(
  write: (props: Props) => MailContent,
  samples: Record<string, Props>,
): MailTemplate<Props> {
  const render = (props: Props): RenderedMail => {
    const content = write(props);
    return { subject: oneLine(content.subject), text: `${content.text.trim()}\n`, html: layout(content).toString() };
  };
  return {
    render,
    previews: () => Object.fromEntries(Object.entries(samples).map(([name, props]) => [name, render(props)])),
  };
}

/** A subject is one line, and no longer than is shown. */
export function oneLine(text: string, max = 150): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  const chars = [...line];
  return chars.length <= max ? line : `${chars.slice(0, max - 1).join("")}…`;
}
