import type { Tag } from "@tenon/contract/tags";
import { z } from "zod";

export const TagsResponse = z.object({ tags: z.array(z.string()) });

export const toTagsResponse = ({ items }: { items: Tag[] }): z.input<typeof TagsResponse> => ({
  tags: items.map(({ name }) => name),
});
