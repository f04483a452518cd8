export { conduitDocument } from "./document.ts";
export { type ConduitOptions, createConduit } from "./mount.ts";
