import type { Operation } from "../operation.ts";
import { shapeOf } from "../schema/shape.ts";
import { core, defOf } from "../schema/zod.ts";

/** Routes that no request could tell apart (`/u/{id}` is `/u/{name}`), and operation ids used twice. */
export function duplicates(operations: readonly Operation[]): string[] {
  const routes = groups(operations, (operation) => `${operation.method} ${shapeOfRoute(operation)}`);
  const ids = groups(operations, ({ operationId }) => operationId);
  return [
    ...routes.map(
      (group) =>
        `${names(group)}: the same route, ${group.map(({ method, route }) => `${method} ${route}`).join(" and ")}`,
    ),
    ...ids.map((group) => `${names(group)}: the same operationId, ${group[0]?.operationId}`),
  ];
}

/** Gives each 201 without a `location` the key of the GET route right under it, when its output has that key. */
export function locationKeys(operations: readonly Operation[]): Operation[] {
  return operations.map((operation) => {
    if (operation.status !== 201 || operation.spec.location || !operation.output) return operation;
    const prefix = `${operation.route}/{`;
    const under = operations.find(
      ({ method, route }) => method === "GET" && route.startsWith(prefix) && route.indexOf("/", prefix.length) < 0,
    );
    const key = under?.route.slice(prefix.length, -1);
    const output = core(operation.output, "output");
    const hasKey = key !== undefined && defOf(output).type === "object" && shapeOf([output])?.fields.has(key);
    return hasKey ? { ...operation, locationKey: key } : operation;
  });
}

/** Parameters may be called differently in routes that are the same. */
const shapeOfRoute = ({ route }: Operation): string => route.replace(/\{[^}]*\}/g, "{}");

function groups(operations: readonly Operation[], keyOf: (operation: Operation) => string): Operation[][] {
  return [...Map.groupBy(operations, keyOf).values()].filter((group) => group.length > 1);
}

function names(group: readonly Operation[]): string {
  return group.map(({ path }) => path).join(", ");
}
