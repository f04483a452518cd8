// oxlint-disable typescript/consistent-type-imports -- Nest reads these classes from the emitted types
import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from "@nestjs/common";
import { Reflector } from "@nestjs/core";
import type { JwtPayload } from "./jwt.strategy.ts";

export const Roles = (...roles: string[]) => SetMetadata("roles", roles);

@Injectable()
export class RolesGuard implements CanActivate {
  private readonly reflector: Reflector;
  constructor(reflector: Reflector) {
    this.reflector = reflector;
  }

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getClass(), context.getHandler()];
    const roles = this.reflector.getAllAndOverride<string[] | undefined>("roles", targets);
    if (!roles?.length) return true;
    const { user } = context.switchToHttp().getRequest<{ user?: JwtPayload }>();
    return user !== undefined && roles.includes(user.role);
  }
}
