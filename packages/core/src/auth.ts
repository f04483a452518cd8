export { rememberDevice } from "./auth/device.ts";
export { login } from "./auth/login.ts";
export { loginMfa } from "./auth/login-mfa.ts";
export { logout } from "./auth/logout.ts";
export { passkeyLogin } from "./auth/passkey-login.ts";
export { reauthenticate } from "./auth/reauthenticate.ts";
export { register, registerAccount, type Registration } from "./auth/register.ts";
export type { StartedSession } from "./auth/sign-in.ts";
export { unlock } from "./auth/unlock.ts";
