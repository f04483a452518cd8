export { followUser, unfollowUser } from "./users/follow.ts";
export { impersonateUser } from "./users/impersonate.ts";
export { requireMfa, resetMfa } from "./users/mfa.ts";
export { getUser, listUsers } from "./users/read.ts";
export { createUser, deleteUser, disableUser, enableUser, setRole, unlockUser, updateUser } from "./users/write.ts";
