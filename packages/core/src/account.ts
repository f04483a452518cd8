export { changeEmail, confirmEmail } from "./account/change-email.ts";
export { changePassword } from "./account/change-password.ts";
export { forgotPassword } from "./account/forgot-password.ts";
export { resetPassword } from "./account/reset-password.ts";
export { revertEmail } from "./account/revert-email.ts";
export { updateAccount } from "./account/update-account.ts";
export { resendVerification, verifyEmail } from "./account/verify-email.ts";
