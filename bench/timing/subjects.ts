type Call = { path: string; body: object; status: number };

/** What is asked about an account that is there and about one that is not, by turns. */
export type Subject = {
  name: string;
  /** The address of sample `n`. */
  known: (n: number) => string;
  unknown: (n: number) => string;
  call: (email: string) => Call;
  /** How often a password was tried before, by address. */
  tried?: (samples: number) => [string, number][];
  env?: Record<string, string>;
};

const wrong = "not the password of anybody";
/** Fewer than lock. */
const triesEach = 4;

export const addressOf = (n: number): string => `person${n}@example.org`;
export const strangerOf = (n: number): string => `nobody${n}@example.org`;
const [lockedPerson, lockedStranger] = ["locked@example.org", "locked-nobody@example.org"];

/** The accounts that the subjects need. */
export const accounts = (samples: number): string[] => [
  lockedPerson,
  ...Array.from({ length: samples }, (_, n) => addressOf(n)),
];

const login = (email: string): Call => ({ path: "/auth/login", body: { email, password: wrong }, status: 401 });

export const subjects: Subject[] = [
  {
    name: "login, wrong password",
    known: (n) => addressOf(Math.floor(n / triesEach)),
    unknown: (n) => strangerOf(Math.floor(n / triesEach)),
    call: login,
  },
  {
    name: "login, locked",
    known: () => lockedPerson,
    unknown: () => lockedStranger,
    call: (email) => ({ ...login(email), status: 429 }),
    tried: () => [
      [lockedPerson, 5],
      [lockedStranger, 5],
    ],
  },
  {
    name: "the failure that locks",
    known: (n) => addressOf(n),
    unknown: (n) => strangerOf(n),
    call: login,
    tried: (samples) =>
      Array.from({ length: samples }, (_, n) => n).flatMap((n): [string, number][] => [
        [addressOf(n), triesEach],
        [strangerOf(n), triesEach],
      ]),
  },
  {
    name: "forgotten password",
    known: (n) => addressOf(n),
    unknown: (n) => strangerOf(n),
    call: (email) => ({ path: "/auth/forgot-password", body: { email }, status: 202 }),
  },
  {
    name: "registration, enumeration-safe",
    env: { AUTH_ENUMERATION_SAFE: "true" },
    known: (n) => addressOf(n),
    unknown: (n) => `new${n}@example.org`,
    call: (email) => ({
      path: "/auth/register",
      body: { email, name: "Ada", password: "correct horse battery" },
      status: 202,
    }),
  },
];
