// hagopj13/node-express-boilerplate, src/config/passport.js: the user is loaded for each request.
import { ExtractJwt, Strategy, type VerifyCallback } from "passport-jwt";
import { settings } from "../../settings.ts";
import { prisma } from "./prisma.ts";

// eslint-disable-next-line typescript/no-misused-promises -- it catches its errors itself
const verify: VerifyCallback = async (payload: { type: string; sub: string }, done) => {
  try {
    if (payload.type !== "access") throw new Error("Invalid token type");
    const user = await prisma.user.findUnique({
      select: { id: true, email: true, name: true, role: true },
      where: { id: payload.sub },
    });
    done(null, user ?? false);
  } catch (error) {
    done(error, false);
  }
};

export const jwtStrategy = new Strategy(
  { secretOrKey: settings.jwtSecret, jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken() },
  verify,
);
