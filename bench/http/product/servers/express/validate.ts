// hagopj13/node-express-boilerplate, src/middlewares/validate.js; Express 5 does not let it write into `req.query`.
import type { RequestHandler } from "express";
import httpStatus from "http-status";
import Joi from "joi";
import { pageSize } from "../../settings.ts";
import { ApiError } from "./errors.ts";

export const getPost = { params: Joi.object().keys({ postId: Joi.string().uuid().required() }) };
export const getPosts = {
  query: Joi.object().keys({
    limit: Joi.number().integer().min(1).max(100).default(pageSize),
    page: Joi.number().integer().min(1).default(1),
  }),
};

export const validate = (schema: { params?: Joi.ObjectSchema; query?: Joi.ObjectSchema }): RequestHandler => {
  const compiled = Joi.compile(schema).prefs({ errors: { label: "key" }, abortEarly: false });
  return (req, res, next) => {
    const object = { ...(schema.params && { params: req.params }), ...(schema.query && { query: req.query }) };
    const { value, error } = compiled.validate(object);
    if (error) {
      const message = error.details.map((detail) => detail.message).join(", ");
      return next(new ApiError(httpStatus.BAD_REQUEST, message));
    }
    Object.assign(res.locals, value);
    next();
  };
};
