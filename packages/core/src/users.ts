export { followUser, unfollowUser } from "./users/follow.ts";
export { inviteUser } from "./users/invite.ts";
export { impersonateUser } from "./users/impersonate.ts";
export { requireMfa, resetMfa } from "./users/mfa.ts";
export { getUser, listUsers } from "./users/read.ts";
export { createFirstAdmin, promoteToAdmin } from "./users/bootstrap.ts";
export { deleteMe, deleteUser, keepAccount } from "./users/deletion.ts";
export {
  createUser,
  disableUser,
  enableUser,
  endUserSessions,
  setRole,
  unlockUser,
  updateUser,
} from "./users/write.ts";
