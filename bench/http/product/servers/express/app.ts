// The stack of hagopj13/node-express-boilerplate (src/app.js), on Prisma as in antonio-lazaro/prisma-express-typescript-boilerplate,
// with express-rate-limit on all of the API and pino-http for morgan. Its xss and mongo sanitizers do not run on Express 5.
import compression from "compression";
import cors from "cors";
import express from "express";
import { rateLimit } from "express-rate-limit";
import helmet from "helmet";
import httpStatus from "http-status";
import passport from "passport";
import { pinoHttp } from "pino-http";
import { settings } from "../../settings.ts";
import { ApiError, errorConverter, errorHandler } from "./errors.ts";
import { jwtStrategy } from "./passport.ts";
import { postRoutes } from "./post.route.ts";

const app = express();
app.use(pinoHttp());
app.use(helmet());
app.use(express.json());
app.use(express.urlencoded({ extended: true }));
app.use(compression());
app.use(cors());
app.options("/{*path}", cors());
app.use(passport.initialize());
passport.use("jwt", jwtStrategy);
// https://express-rate-limit.mintlify.app/quickstart/usage, with a limit that a measurement does not reach.
app.use(rateLimit({ windowMs: 15 * 60_000, limit: 1e9, standardHeaders: "draft-8", legacyHeaders: false }));
app.use("/v1/posts", postRoutes);
app.use((_req, _res, next) => next(new ApiError(httpStatus.NOT_FOUND, "Not found")));
app.use(errorConverter);
app.use(errorHandler);
app.listen(settings.port, settings.host);
