// oxlint-disable typescript/consistent-type-imports -- Nest reads these classes from the emitted types
import { Controller, Get, NotFoundException, Param, Query, Req, UseGuards } from "@nestjs/common";
import { AuthGuard } from "@nestjs/passport";
import type { JwtPayload } from "./jwt.strategy.ts";
import { type PostDto, PostParamsDto, QueryPostDto } from "./post.dto.ts";
import { PostsService } from "./posts.service.ts";
import { Roles, RolesGuard } from "./roles.guard.ts";

type Page = { data: PostDto[]; hasNextPage: boolean };
type Caller = { user?: JwtPayload };

@Controller({ path: "posts", version: "1" })
export class PostsController {
  private readonly posts: PostsService;
  constructor(posts: PostsService) {
    this.posts = posts;
  }

  @Get("public")
  findAllPublic(@Query() query: QueryPostDto): Promise<Page> {
    return this.page(query, undefined);
  }

  @Get("public/:id")
  findOnePublic(@Param() { id }: PostParamsDto): Promise<PostDto> {
    return this.one(id, undefined);
  }

  @Roles("user", "editor", "admin")
  @UseGuards(AuthGuard("jwt"), RolesGuard)
  @Get()
  findAll(@Query() query: QueryPostDto, @Req() { user }: Caller): Promise<Page> {
    return this.page(query, user?.sub);
  }

  @Roles("user", "editor", "admin")
  @UseGuards(AuthGuard("jwt"), RolesGuard)
  @Get(":id")
  findOne(@Param() { id }: PostParamsDto, @Req() { user }: Caller): Promise<PostDto> {
    return this.one(id, user?.sub);
  }

  private async page({ page = 1, limit = 20 }: QueryPostDto, viewer: string | undefined): Promise<Page> {
    const data = await this.posts.findMany({ page, limit }, viewer);
    return { data, hasNextPage: data.length === limit };
  }

  private async one(id: string, viewer: string | undefined): Promise<PostDto> {
    const post = await this.posts.findById(id, viewer);
    if (!post) throw new NotFoundException();
    return post;
  }
}
