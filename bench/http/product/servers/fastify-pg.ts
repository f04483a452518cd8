// The near-limit: Fastify, raw pg with named statements, answers written by compiled JSON schemas; no log, no limits, no headers.
// @see https://fastify.dev/docs/latest/Reference/Validation-and-Serialization/ and https://node-postgres.com/features/queries#prepared-statements
import { fastify, type FastifyRequest } from "fastify";
import jsonwebtoken from "jsonwebtoken";
import pg from "pg";
import { getSql, listSql, toPost } from "../post-sql.ts";
import { poolSize, settings } from "../settings.ts";
import { idParams, listAnswer, listQuery, postAnswer } from "./fastify-pg-schemas.ts";

const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: poolSize });
const app = fastify();

/** The reader whom the token names; it is trusted until it expires. */
function viewerOf({ headers: { authorization } }: FastifyRequest): string | null {
  if (authorization === undefined) return null;
  const payload = jsonwebtoken.verify(authorization.slice("Bearer ".length), settings.jwtSecret);
  return String(payload.sub);
}

app.get<{ Params: { id: string } }>(
  "/posts/:id",
  { schema: { params: idParams, response: { 200: postAnswer } } },
  async (request, reply) => {
    const { rows } = await pool.query({ ...getSql, values: [viewerOf(request), request.params.id] });
    return rows[0] ? toPost(rows[0]) : reply.code(404).send();
  },
);

app.get<{ Querystring: { limit: number } }>(
  "/posts",
  { schema: { querystring: listQuery, response: { 200: listAnswer } } },
  // eslint-disable-next-line oxc/no-async-endpoint-handlers -- this is Fastify, which awaits
  async (request) => {
    const { rows } = await pool.query({ ...listSql(request.query.limit), values: [viewerOf(request)] });
    return { items: rows.map(toPost) };
  },
);

await app.listen({ port: settings.port, host: settings.host });
