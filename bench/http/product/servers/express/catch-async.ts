// hagopj13/node-express-boilerplate, src/utils/catchAsync.js.
import type { Request, RequestHandler, Response } from "express";

export const catchAsync =
  (handler: (req: Request, res: Response) => Promise<void>): RequestHandler =>
  (req, res, next) => {
    // eslint-disable-next-line promise/no-callback-in-promise -- as the boilerplate does
    handler(req, res).catch(next);
  };
