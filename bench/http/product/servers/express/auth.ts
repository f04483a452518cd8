// hagopj13/node-express-boilerplate, src/middlewares/auth.js and src/config/roles.js.
import type { Request, RequestHandler } from "express";
import httpStatus from "http-status";
import passport from "passport";
import { ApiError } from "./errors.ts";

export type Caller = { id: string; role: string };

const roleRights = new Map([
  ["user", ["getPosts"]],
  ["editor", ["getPosts", "managePosts"]],
  ["admin", ["getPosts", "managePosts", "manageUsers"]],
]);

type Verdict = (error: unknown, user: Caller | false, info: unknown) => void;

const verdict =
  (req: Request, settle: PromiseWithResolvers<void>, requiredRights: string[]): Verdict =>
  (error, user, info) => {
    if (error || info || !user) return settle.reject(new ApiError(httpStatus.UNAUTHORIZED, "Please authenticate"));
    req.user = user;
    const rights = roleRights.get(user.role) ?? [];
    if (!requiredRights.every((right) => rights.includes(right)))
      return settle.reject(new ApiError(httpStatus.FORBIDDEN, "Forbidden"));
    settle.resolve();
  };

export const auth =
  (...requiredRights: string[]): RequestHandler =>
  (req, res, next) => {
    const settle = Promise.withResolvers<void>();
    passport.authenticate("jwt", { session: false }, verdict(req, settle, requiredRights))(req, res, next);
    // eslint-disable-next-line promise/no-callback-in-promise -- as the boilerplate does
    settle.promise.then(() => next()).catch(next);
  };
