import { pageSize } from "../settings.ts";

const text = { type: "string" };
const time = { type: "string", format: "date-time" };
const maybe = (schema: object) => ({ ...schema, nullable: true });
const whole = { type: "integer" };
const flag = { type: "boolean" };

const author = {
  type: "object",
  properties: { id: text, username: text, name: text, bio: text, image: maybe(text), createdAt: time, following: flag },
};

const summary = {
  id: text,
  slug: text,
  title: text,
  summary: text,
  tags: { type: "array", items: text },
  status: text,
  published: flag,
  publishAt: maybe(time),
  publishedAt: maybe(time),
  createdAt: time,
  updatedAt: time,
  deletedAt: maybe(time),
  version: whole,
  author,
  favorited: flag,
  favoritesCount: whole,
  commentsCount: whole,
};

export const postAnswer = { type: "object", properties: { ...summary, body: text } };
export const listAnswer = {
  type: "object",
  properties: { items: { type: "array", items: { type: "object", properties: summary } } },
};
export const idParams = { type: "object", properties: { id: { type: "string", format: "uuid" } }, required: ["id"] };
export const listQuery = {
  type: "object",
  properties: { limit: { type: "integer", minimum: 1, maximum: 100, default: pageSize } },
};
