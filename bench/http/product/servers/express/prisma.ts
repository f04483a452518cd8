import { openPrisma } from "../prisma.ts";

export const prisma = openPrisma();
