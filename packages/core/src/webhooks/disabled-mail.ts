import { Role, rolePermissions } from "@tenon/contract/permissions";
import type { JobCtx } from "../jobs/definition.ts";
import { sendMail } from "../mail/send-mail.ts";
import { webhookDisabledMail, type WebhookDisabledProps } from "../mail/templates/webhook-disabled.ts";
import type { Work } from "../work.ts";

const managers = Role.options.filter((role) => rolePermissions[role].has("webhook:manage"));
const mostManagers = 100;

type Disabled = Pick<WebhookDisabledProps, "reason" | "failingSince"> & { id: string; url: string };

/** Mails everybody who manages webhooks that one was given up. */
export async function mailManagers({ links }: JobCtx, work: Work, { id, url, ...facts }: Disabled): Promise<void> {
  const mail = webhookDisabledMail.render({ ...facts, host: new URL(url).host, webhookUrl: links.webhook(id) });
  const users = await work.tx.user.findMany({
    where: { role: { in: managers }, status: "active", emailBouncedAt: null },
    select: { email: true },
    orderBy: { id: "asc" },
    take: mostManagers,
  });
  for (const { email } of users) work.enqueue(sendMail, { to: email, ...mail });
}
