// eslint-disable-next-line no-restricted-imports -- the boilerplates call Prisma themselves
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "#prisma";
import { poolSize, settings } from "../settings.ts";

/** @see https://www.prisma.io/docs/orm/overview/databases/postgresql#using-driver-adapters */
export const prismaAdapter = (): PrismaPg => new PrismaPg({ connectionString: settings.databaseUrl, max: poolSize });

export const openPrisma = (): PrismaClient => new PrismaClient({ adapter: prismaAdapter() });
