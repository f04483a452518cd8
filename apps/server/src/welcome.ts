import type { App } from "./app.ts";
import { seedDemo } from "./seed/seed.ts";

export type WelcomeOptions = {
  /** The database is the embedded one: on its first start it gets the demo. */
  isEmbedded: boolean;
  /** Only Conduit is served. @default false */
  isConduit?: boolean;
  /** Restarted again and again: a line is enough. @default false */
  isBrief?: boolean;
};

/** Greets a developer: says what is where and what to try. */
export async function welcome(app: App, options: WelcomeOptions): Promise<void> {
  const { url, deps } = app;
  const { isEmbedded, isBrief = false, isConduit = false } = options;
  const admin = isEmbedded ? await seedDemo(deps) : undefined;
  if (isBrief && !admin) return void process.stdout.write(`Tenon is running at ${url}\n`);
  const lines = [
    "",
    `  Tenon is running at ${url}`,
    ...(isConduit ? conduitPlaces(url) : places(app)),
    "",
    ...(admin
      ? [
          "  The database has a demo in it. Its administrator, told this once:",
          `    ${admin.email}   ${admin.password}`,
          "  Lost the password? npm run db:reset && npm run db:seed make a new demo.",
          "",
        ]
      : []),
    "  Three things to try:",
    ...(isConduit ? conduitTrials(url) : trials(url)),
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

const places = ({ url, hasDocs, hasMailPreview }: App) => [
  `    tRPC   ${url}/trpc`,
  `    REST   ${url}/api/v1     described by ${url}/openapi.json`,
  ...(hasDocs ? [`    docs   ${url}/docs       with every call to try`] : []),
  ...(hasMailPreview ? [`    mail   ${url}/dev/mail   what would be sent, and every template`] : []),
];

const trials = (url: string) => [
  `    curl "${url}/api/v1/posts?limit=3&search=database"`,
  `    curl ${url}/api/v1/auth/register -H 'content-type: application/json' \\`,
  `      -d '{"email":"you@example.org","name":"Hopper","password":"correct horse battery","mode":"bearer"}'`,
  `    npm run tenon -- posts list --url ${url}`,
];

const conduitPlaces = (url: string) => [
  `    Conduit   ${url}/conduit/api     described by ${url}/conduit/openapi.json`,
];

const conduitTrials = (url: string) => [
  `    curl "${url}/conduit/api/articles?limit=3&tag=databases"`,
  `    curl ${url}/conduit/api/users -H 'content-type: application/json' \\`,
  `      -d '{"user":{"username":"Jake","email":"jake@example.org","password":"jakejake"}}'`,
  `    a front end with API_ROOT=${url}/conduit/api, once its origin is in TRUSTED_ORIGINS`,
];
