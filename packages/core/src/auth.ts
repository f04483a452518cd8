export { accessTokenActor, isAccessToken, issueAccessToken } from "./auth/access-token.ts";
export { approveDevice, claimDevice, pollDevice, startDevice } from "./auth/devices.ts";
export { login } from "./auth/login.ts";
export { logout } from "./auth/logout.ts";
export { refresh } from "./auth/refresh.ts";
export { register } from "./auth/register.ts";
export type { StartedSession } from "./auth/sign-in.ts";
