/** A way to find out who calls. */
export type Contender = {
  name: string;
  /** How soon another node refuses a session that was ended. */
  revocation: string;
  /** Whose session it is that the header of a request names; what a server does for each call. */
  check(): Promise<unknown>;
  close(): Promise<void>;
};

export const person = { name: "Ada", username: "ada", email: "ada@example.com", password: "correct horse battery" };
