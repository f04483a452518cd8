import { z } from "zod";
import { folded, UsernameRef } from "./usernames.ts";

export const Profile = z
  .object({ username: z.string(), bio: z.string(), image: z.string(), following: z.boolean() })
  .meta({ id: "Profile" });
export type Profile = z.output<typeof Profile>;

export const ProfileRef = z.object({ username: UsernameRef });
export const ProfileResponse = z.object({ profile: Profile });

type Named = { username: string; name: string };
type Person = Named & { bio: string; image: string | null; following: boolean };

/**
 * A username as it was typed. Tenon's are lower case and have a name to show beside them, which is where Conduit, with one name
 * for both, keeps the spelling.
 */
export const shownName = ({ username, name }: Named): string => (folded(name) === username ? name : username);

/** A user as Conduit shows them. What is absent is empty: the contract's `bio` and `image` are strings, never null. */
export const toProfile = ({ bio, image, following, ...person }: Person): Profile => ({
  username: shownName(person),
  bio,
  image: image ?? "",
  following,
});

export const toProfileResponse = (person: Person): z.input<typeof ProfileResponse> => ({ profile: toProfile(person) });
