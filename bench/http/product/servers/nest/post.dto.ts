import { Transform, Type } from "class-transformer";
import { IsInt, IsOptional, IsUUID, Max, Min } from "class-validator";

export class PostParamsDto {
  @IsUUID()
  id!: string;
}

export class QueryPostDto {
  @Transform(({ value }) => (value ? Number(value) : 1))
  @IsInt()
  @Min(1)
  @IsOptional()
  page?: number;

  @Transform(({ value }) => (value ? Number(value) : 20))
  @IsInt()
  @Min(1)
  @Max(100)
  @IsOptional()
  limit?: number;
}

export class AuthorDto {
  id!: string;
  username!: string;
  name!: string;
  bio!: string;
  image!: string | null;
  createdAt!: Date;
  following!: boolean;
}

/** What brocoders calls a domain class: the service returns instances, the serializer writes them. */
export class PostDto {
  id!: string;
  slug!: string;
  title!: string;
  summary!: string;
  body?: string;
  tags!: string[];
  status!: string;
  published!: boolean;
  publishAt!: Date | null;
  publishedAt!: Date | null;
  createdAt!: Date;
  updatedAt!: Date;
  deletedAt!: Date | null;
  version!: number;
  @Type(() => AuthorDto)
  author!: AuthorDto;
  favorited!: boolean;
  favoritesCount!: number;
  commentsCount!: number;
}
