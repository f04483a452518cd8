export { followUser, unfollowUser } from "./users/follow.ts";
export { inviteUser } from "./users/invite.ts";
export { impersonateUser } from "./users/impersonate.ts";
export { getUser, listUsers } from "./users/read.ts";
export { createUser, deleteUser, disableUser, enableUser, setRole, unlockUser, updateUser } from "./users/write.ts";
