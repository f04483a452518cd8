import type { Role } from "@tenon/contract/permissions";
import type { User, UserAccount, UserStatus } from "@tenon/contract/users";
import { Prisma } from "@tenon/db";

/** Of `posts p`: that the author is not about to be deleted. An index of its own tells the few who are. */
export const isOfSomebody = Prisma.sql`p.author_id <> ALL (ARRAY(SELECT d.id FROM users d WHERE d.deletion_at IS NOT NULL))`;

/** A user's public columns, as `userColumns` selects them. */
export type UserRow = {
  userId: string;
  username: string;
  name: string;
  bio: string;
  image: string | null;
  userCreatedAt: Date;
  following: boolean;
};

/** The public columns of `users u`, with whether `viewer` follows them. */
export const userColumns = (viewer: string | null): Prisma.Sql => Prisma.sql`
  u.id AS "userId", u.username, u.name, u.bio, u.image, u.created_at AS "userCreatedAt",
  ${isFollowedBy(viewer)} AS "following"`;

// Not EXISTS: PostgreSQL would read everybody whom the viewer follows to look up a page of users.
const isFollowedBy = (viewer: string | null): Prisma.Sql =>
  viewer === null
    ? Prisma.sql`false`
    : Prisma.sql`COALESCE((SELECT true FROM follows w WHERE w.follower_id = ${viewer}::uuid AND w.followee_id = u.id), false)`;

export const toUser = (row: UserRow): User => ({
  id: row.userId,
  username: row.username,
  name: row.name,
  bio: row.bio,
  image: row.image,
  createdAt: row.userCreatedAt,
  following: row.following,
});

export type AccountRow = UserRow & { email: string; role: Role; status: UserStatus; mfaRequired: boolean };

/** The account's own columns, for those who may see them. */
export const accountColumns: Prisma.Sql = Prisma.sql`u.email, u.role::text AS "role", u.status::text AS "status",
  u.mfa_required AS "mfaRequired"`;

export const toAccount = (row: AccountRow): UserAccount => ({
  ...toUser(row),
  email: row.email,
  role: row.role,
  status: row.status,
  mfaRequired: row.mfaRequired,
});
