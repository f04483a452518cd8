import { Env } from "./env.ts";

/** The text of `.env.example`: every variable with what it means, commented out where it has a default. */
export function renderEnvExample(): string {
  const variables = Object.entries(Env.shape).map(([name, schema]) => {
    const { description = "", examples } = (schema.meta() ?? {}) as { description?: string; examples?: string[] };
    const parsed = schema.safeParse(undefined);
    const fallback = parsed.success && typeof parsed.data !== "object" ? String(parsed.data ?? "") : "";
    return `# ${description}\n#${name}=${fallback || (examples?.[0] ?? "")}\n`;
  });
  const heading =
    "# Copy to .env. Everything is optional in development; what is commented out shows the default or an example.\n";
  return [heading, ...variables].join("\n");
}
