export { rememberDevice } from "./auth/device.ts";
export { login } from "./auth/login.ts";
export { logout } from "./auth/logout.ts";
export { register } from "./auth/register.ts";
export type { StartedSession } from "./auth/sign-in.ts";
export { unlock } from "./auth/unlock.ts";
