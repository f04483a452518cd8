import type { Prisma } from "#prisma";

/** The relations of a post that its readers see, as Prisma's documentation would load them. */
export const includeFor = (viewer: string | undefined) =>
  ({
    author: {
      select: {
        id: true,
        username: true,
        name: true,
        bio: true,
        image: true,
        createdAt: true,
        ...(viewer !== undefined && { followers: { where: { followerId: viewer }, select: { followerId: true } } }),
      },
    },
    ...(viewer !== undefined && { favorites: { where: { userId: viewer }, select: { userId: true } } }),
  }) satisfies Prisma.PostInclude;

export const isPublic = { status: "published", deletedAt: null } satisfies Prisma.PostWhereInput;
export const newestFirst = [{ listedAt: "desc" }, { id: "desc" }] satisfies Prisma.PostOrderByWithRelationInput[];
export const hidden = { authorId: true, listedAt: true } satisfies Prisma.PostOmit;

type Author = { followers?: unknown[] };
type Loaded = { status: string; favorites?: unknown[] };

/** A loaded post as the answer shows it. */
export function toView<A extends Author, P extends Loaded>({ author, favorites = [], ...post }: P & { author: A }) {
  const { followers = [], ...person } = author;
  return {
    ...post,
    published: post.status === "published",
    favorited: favorites.length > 0,
    author: { ...person, following: followers.length > 0 },
  };
}
