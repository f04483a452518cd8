// As brocoders/nestjs-boilerplate (src/main.ts), on Fastify (https://docs.nestjs.com/techniques/performance) and Prisma
// (https://docs.nestjs.com/recipes/prisma), with nestjs-pino and the throttler.
import "reflect-metadata";
import helmet from "@fastify/helmet";
import { ClassSerializerInterceptor, HttpStatus, ValidationPipe, VersioningType } from "@nestjs/common";
import { NestFactory, Reflector } from "@nestjs/core";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import { Logger } from "nestjs-pino";
import { settings } from "../../settings.ts";
import { AppModule } from "./app.module.ts";

const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), { bufferLogs: true });
app.useLogger(app.get(Logger));
// Nest brings a fastify of its own, one minor version behind: only the types differ.
await app.register(helmet as never, {
  contentSecurityPolicy: false,
  crossOriginResourcePolicy: { policy: "cross-origin" },
});
app.enableCors();
app.enableShutdownHooks();
app.setGlobalPrefix("api");
app.enableVersioning({ type: VersioningType.URI });
app.useGlobalPipes(
  new ValidationPipe({ transform: true, whitelist: true, errorHttpStatusCode: HttpStatus.UNPROCESSABLE_ENTITY }),
);
app.useGlobalInterceptors(new ClassSerializerInterceptor(app.get(Reflector)));
await app.listen(settings.port, settings.host);
