import { processBundle } from "../../scripts/process-bundle.ts";
import manifest from "./package.json" with { type: "json" };

export default processBundle({ manifest });
