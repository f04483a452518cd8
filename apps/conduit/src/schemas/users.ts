import { Register } from "@tenon/contract/auth";
import { Email, ImageUrl, text } from "@tenon/contract/fields";
import type { Me } from "@tenon/contract/users";
import { z } from "zod";
import { given, password } from "./filled.ts";
import { shownName } from "./profiles.ts";
import { Username } from "./usernames.ts";

const isImage = (value: string) => value === "" || ImageUrl.safeParse(value).success;

const email = given.pipe(Email);

export const LoginRequest = z.object({
  user: z.object({ email, password: password.pipe(Register.shape.password) }),
});

export const NewUserRequest = z.object({
  user: z.object({ username: Username, email, password: password.pipe(Register.shape.password) }),
});
export type NewUser = z.output<typeof NewUserRequest>["user"];

export const UpdateUserRequest = z.object({
  user: z
    .object({
      email: email.optional(),
      // Forms send an empty password when nobody typed one: it stays as it is.
      password: z.string().pipe(z.string().max(1024)).optional(),
      username: Username.optional(),
      bio: z.string().pipe(text(500)).optional(),
      image: z.string().refine(isImage, "must be an http(s) address").optional(),
    })
    .refine((user) => Object.values(user).some((value) => value !== undefined), "at least one field is required"),
});
export type UserChange = z.output<typeof UpdateUserRequest>["user"];

export const User = z
  .object({ email: z.string(), token: z.string(), username: z.string(), bio: z.string(), image: z.string() })
  .meta({ id: "User" });

export const UserResponse = z.object({ user: User });

/** The signed-in user, with the token that they are signed in by. */
export const toUserResponse = (me: Me, token: string): z.input<typeof UserResponse> => ({
  user: { email: me.email, token, username: shownName(me), bio: me.bio, image: me.image ?? "" },
});
