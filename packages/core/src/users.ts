export { followUser, unfollowUser } from "./users/follow.ts";
export { createUser, inviteUser } from "./users/invite.ts";
export { impersonateUser } from "./users/impersonate.ts";
export { requireMfa, resetMfa } from "./users/mfa.ts";
export { getUser, listUsers } from "./users/read.ts";
export { createFirstAdmin, promoteToAdmin } from "./users/bootstrap.ts";
export { deleteMe, deleteUser, keepAccount } from "./users/deletion.ts";
export { disableUser, enableUser, endUserSessions, setRole, unlockUser, updateUser } from "./users/write.ts";
