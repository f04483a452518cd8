export { login } from "./auth/login.ts";
export { logout } from "./auth/logout.ts";
export { register, registerAccount, type Registration } from "./auth/register.ts";
export type { StartedSession } from "./auth/sign-in.ts";
