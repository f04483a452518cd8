import { generateDocument, type OpenApiDocument } from "@tenon/openapi";
import { failureSchema } from "./failure.ts";
import { conduitRouter } from "./routes.ts";

/** The OpenAPI document of what is served under the base path. */
export function conduitDocument(basePath: string): Promise<OpenApiDocument> {
  return generateDocument({
    router: conduitRouter,
    basePath,
    strict: true,
    info: {
      title: "RealWorld Conduit API",
      version: "1.1.0",
      description: "Conduit API documentation",
      contact: { name: "RealWorld", url: "https://realworld-docs.netlify.app/" },
      license: { name: "MIT License", url: "https://opensource.org/licenses/MIT" },
    },
    tags: ["Articles", "Comments", "Favorites", "Profile", "Tags", "User and Authentication"].map((name) => ({ name })),
    securitySchemes: {
      Token: {
        type: "apiKey",
        in: "header",
        name: "Authorization",
        description: "`Token …`, with the token that registering or signing in returned.",
      },
    },
    failures: {
      name: "GenericErrorModel",
      schema: failureSchema,
      mediaType: "application/json",
      listed: "declared",
      // Sent with the same body, about which the contract says nothing.
      undescribed: [401],
    },
  });
}
