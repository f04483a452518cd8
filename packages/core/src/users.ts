export { followUser, unfollowUser } from "./users/follow.ts";
export { impersonateUser } from "./users/impersonate.ts";
export { getUser, listUsers } from "./users/read.ts";
export {
  createUser,
  deleteUser,
  disableUser,
  enableUser,
  endUserSessions,
  setRole,
  unlockUser,
  updateUser,
} from "./users/write.ts";
