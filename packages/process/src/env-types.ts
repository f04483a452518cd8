import { z } from "zod";

export const flag = z.enum(["true", "false"]).transform((value) => value === "true");

export const whole = (min: number, max: number) =>
  z.string().regex(/^\d+$/, "must be a whole number").transform(Number).pipe(z.int().min(min).max(max));
