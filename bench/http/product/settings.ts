// What every hand-written server of this suite is started with.
// eslint-disable-next-line node/no-process-env -- the servers here are told by variables, as the boilerplates are
const { PORT = "0", DATABASE_URL = "", JWT_SECRET = "" } = process.env;

export const settings = { port: Number(PORT), host: "127.0.0.1", databaseUrl: DATABASE_URL, jwtSecret: JWT_SECRET };

/** As many connections as Tenon's default. */
export const poolSize = 10;
export const pageSize = 20;
