/** The account that examples are about. */
export const id = "01890a5d-ac96-774b-bcce-b302099a8057";
export const instant = "2026-11-02T09:30:00.000Z";

export const user = {
  id,
  username: "ada",
  name: "Ada Lovelace",
  bio: "Writes about engines.",
  image: null,
  createdAt: "2026-01-05T08:00:00.000Z",
};

export const me = {
  ...user,
  email: "ada@example.com",
  emailVerified: false,
  role: "user",
  permissions: [],
  mfaEnabled: false,
  mfaMethods: [],
  mfaRequired: false,
  impersonatedBy: null,
  notifications: { follower: "mail", comment: "mail", post: "app" },
};

export const signedIn = { user: me, token: "yhd3vqbw5p2mzk…", expiresAt: "2026-11-09T09:30:00.000Z" };
