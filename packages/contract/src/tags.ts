import { z } from "zod";
import { listFields, listOf } from "./lists.ts";

export const Tag = z
  .object({ name: z.string(), postsCount: z.int().meta({ description: "Published posts that carry it." }) })
  .meta({ id: "Tag" });
export type Tag = z.output<typeof Tag>;

export const TagList = z.strictObject(listFields).prefault({});
export type TagList = z.output<typeof TagList>;
export const TagPage = listOf(Tag);
export type TagPage = z.output<typeof TagPage>;
