// oxlint-disable typescript/consistent-type-imports -- Nest reads these classes from the emitted types
import { Injectable } from "@nestjs/common";
import { hidden, includeFor, isPublic, newestFirst, toView } from "../../post-query.ts";
import { AuthorDto, PostDto } from "./post.dto.ts";
import { PrismaService } from "./prisma.service.ts";

@Injectable()
export class PostsService {
  private readonly prisma: PrismaService;
  constructor(prisma: PrismaService) {
    this.prisma = prisma;
  }

  async findMany({ page, limit }: { page: number; limit: number }, viewer: string | undefined): Promise<PostDto[]> {
    const posts = await this.prisma.post.findMany({
      where: isPublic,
      include: includeFor(viewer),
      omit: { ...hidden, body: true },
      orderBy: newestFirst,
      skip: (page - 1) * limit,
      take: limit,
    });
    return posts.map((post) => toDto(toView(post)));
  }

  async findById(id: string, viewer: string | undefined): Promise<PostDto | null> {
    const where = { id, ...isPublic };
    const post = await this.prisma.post.findUnique({ where, include: includeFor(viewer), omit: hidden });
    return post && toDto(toView(post));
  }
}

const toDto = ({ author, ...post }: PostDto): PostDto =>
  Object.assign(new PostDto(), post, { author: Object.assign(new AuthorDto(), author) });
