import { Injectable, type OnModuleInit } from "@nestjs/common";
import { PrismaClient } from "#prisma";
import { prismaAdapter } from "../prisma.ts";

/** https://docs.nestjs.com/recipes/prisma */
@Injectable()
export class PrismaService extends PrismaClient implements OnModuleInit {
  constructor() {
    super({ adapter: prismaAdapter() });
  }

  async onModuleInit(): Promise<void> {
    await this.$connect();
  }
}
