/** What of an OpenAPI document says how an answer looks. */
export type MediaTypes = Record<string, { schema?: object }>;
export type HeaderObject = { required?: boolean; schema?: object };
export type ResponseObject = { $ref?: string; headers?: Record<string, HeaderObject>; content?: MediaTypes };
export type OperationObject = { responses: Record<string, ResponseObject> };

export type ServedDocument = {
  servers: { url: string }[];
  paths: Record<string, Record<string, OperationObject>>;
  components: { responses?: Record<string, ResponseObject> };
};

/** An operation with where it stands in the document. */
export type Documented = { operation: OperationObject; pointer: string[] };

/** Finds the operation that a request is for; text in a path beats a parameter, as it does in the routing. */
export function operationFinder({ paths }: ServedDocument): (method: string, path: string) => Documented | undefined {
  const templates = Object.keys(paths)
    .map((template) => ({ template, pattern: patternOf(template) }))
    .toSorted((left, right) => parameters(left.template) - parameters(right.template));
  return (method, path) => {
    const bare = path.length > 1 ? path.replace(/\/$/, "") : path;
    const template = templates.find(({ pattern }) => pattern.test(bare))?.template;
    const key = method === "HEAD" ? "get" : method.toLowerCase();
    const operation = template === undefined ? undefined : paths[template]?.[key];
    return operation && { operation, pointer: ["paths", template ?? "", key] };
  };
}

const parameters = (template: string) => template.split("{").length;

const patternOf = (template: string) =>
  new RegExp(`^${template.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "[^/]+")}$`);
