import { z } from "zod";
import { NewPassword, Password } from "./auth.ts";
import { Email } from "./fields.ts";

const Token = z.string().min(1).max(200).meta({ description: "From the link in the mail; it works once." });

/** What a link in a mail stands for. */
export const MailedToken = z.strictObject({ token: Token });
export type MailedToken = z.output<typeof MailedToken>;

export const ForgotPassword = z.strictObject({ email: Email });
export type ForgotPassword = z.output<typeof ForgotPassword>;

export const ResetPassword = z.strictObject({ token: Token, password: NewPassword });
export type ResetPassword = z.output<typeof ResetPassword>;

export const ChangePassword = z.strictObject({
  currentPassword: Password,
  newPassword: NewPassword,
  revokeOthers: z.boolean().default(true).meta({ description: "Whether all other sessions end." }),
});
export type ChangePassword = z.output<typeof ChangePassword>;

export const ChangeEmail = z.strictObject({ email: Email });
export type ChangeEmail = z.output<typeof ChangeEmail>;
