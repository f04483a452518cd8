// hagopj13/node-express-boilerplate, src/utils/ApiError.js and src/middlewares/error.js.
import type { ErrorRequestHandler } from "express";
import httpStatus from "http-status";

export class ApiError extends Error {
  readonly statusCode: number;
  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

// eslint-disable-next-line max-params -- Express tells error handlers by their four parameters
export const errorConverter: ErrorRequestHandler = (error, _req, _res, next) => {
  next(error instanceof ApiError ? error : new ApiError(httpStatus.INTERNAL_SERVER_ERROR, String(error)));
};

// eslint-disable-next-line max-params -- the same
export const errorHandler: ErrorRequestHandler = ({ statusCode, message }: ApiError, _req, res, _next) => {
  res.locals["errorMessage"] = message;
  res.status(statusCode).send({ code: statusCode, message });
};
