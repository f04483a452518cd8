import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = "standalone.js";

/** Beside the bundle in production, where the build has compressed it as well; in Scalar's package otherwise. */
const places = ["./docs/", "../../../node_modules/@scalar/api-reference/dist/browser/"];

/** The path of Scalar's bundle, which needs nothing else; undefined where it is not installed. */
export const referenceBundle = places
  .map((place) => fileURLToPath(new URL(place + file, import.meta.url)))
  .find((path) => existsSync(path));
