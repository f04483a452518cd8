import { z } from "zod";
import { displayName, Email, Id, IdOrName, ImageUrl, line, text, Username } from "./fields.ts";
import { checkPaging, pagedFields, pageOf } from "./lists.ts";
import { NotificationSettings, NotificationSettingsUpdate } from "./notification-settings.ts";
import { Permission, Role } from "./permissions.ts";
import { MfaMethod } from "./second-factors.ts";

export const UserStatus = z.enum(["active", "disabled", "deleting"]).meta({
  id: "UserStatus",
  description: "`deleting`: whoever it belongs to, or an administrator, has deleted it, and a job takes it away.",
});
export type UserStatus = z.output<typeof UserStatus>;

export const User = z
  .object({
    id: Id,
    username: z.string(),
    name: z.string(),
    bio: z.string(),
    image: z.string().nullable(),
    createdAt: z.date(),
    following: z.boolean().meta({ description: "Whether the caller follows this user." }),
  })
  .meta({ id: "User", description: "A user as everybody may see them." });
export type User = z.output<typeof User>;

export const UserAccount = User.extend({
  email: z.string().optional().meta({ description: "For administrators only." }),
  role: Role.optional().meta({ description: "For administrators only." }),
  status: UserStatus.optional().meta({ description: "For administrators only." }),
  mfaRequired: z
    .boolean()
    .optional()
    .meta({ description: "Whether an administrator wants a second factor. For administrators only." }),
}).meta({ id: "UserAccount", description: "A user, with the account's data where the caller is an administrator." });
export type UserAccount = z.output<typeof UserAccount>;

export const Me = User.omit({ following: true })
  .extend({
    email: z.string(),
    emailVerified: z.boolean(),
    role: Role,
    permissions: z.array(Permission),
    mfaEnabled: z.boolean().meta({ description: "Whether signing in asks for a second factor." }),
    mfaMethods: z.array(MfaMethod).meta({ description: "How it can be shown; empty without one." }),
    mfaRequired: z.boolean().meta({ description: "Whether the account must have one." }),
    impersonatedBy: Id.nullable().meta({
      description: "The administrator behind this session, if it is one of theirs.",
    }),
    notifications: NotificationSettings,
  })
  .meta({ id: "Me", description: "The signed-in user." });
export type Me = z.output<typeof Me>;

const profile = {
  username: Username,
  name: displayName(80),
  bio: text(500),
  image: ImageUrl.nullable(),
};

export const UserRef = z.strictObject({ id: IdOrName.meta({ description: "An id or a username." }) });
export type UserRef = z.output<typeof UserRef>;

export const UserId = z.strictObject({ id: Id });
export type UserId = z.output<typeof UserId>;

export const UserList = z
  .strictObject({
    ...pagedFields,
    search: line(100).min(1).optional().meta({ description: "Words or beginnings of words of the name or username." }),
  })
  .check(checkPaging)
  .prefault({});
export type UserList = z.output<typeof UserList>;
export const UserPage = pageOf(UserAccount);
export type UserPage = z.output<typeof UserPage>;

export const MeUpdate = z.strictObject({ ...profile, notifications: NotificationSettingsUpdate }).partial();
export type MeUpdate = z.output<typeof MeUpdate>;

export const UserUpdate = z.strictObject({ id: Id, ...z.object(profile).partial().shape });
export type UserUpdate = z.output<typeof UserUpdate>;

export const UserCreate = z.strictObject({
  email: Email,
  name: profile.name,
  username: Username.optional(),
  role: Role.default("user"),
});
export type UserCreate = z.output<typeof UserCreate>;

export const UserCreated = UserAccount.extend({
  passwordUrl: z.url().meta({
    description: "Where its owner chooses the password: once, within seven days. Shown this once; hand it over.",
  }),
}).meta({ id: "UserCreated" });
export type UserCreated = z.output<typeof UserCreated>;

export const UserSetRole = z.strictObject({ id: Id, role: Role });
export type UserSetRole = z.output<typeof UserSetRole>;

export const UserRequireMfa = z.strictObject({ id: Id, required: z.boolean() });
export type UserRequireMfa = z.output<typeof UserRequireMfa>;
