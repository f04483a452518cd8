export { login } from "./auth/login.ts";
export { logout } from "./auth/logout.ts";
export { register } from "./auth/register.ts";
export type { StartedSession } from "./auth/sign-in.ts";
