import formats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { operationFinder, type ResponseObject, type ServedDocument } from "./served-document.ts";

/** An answer as it went over the wire, its body without a content coding. */
export type WireAnswer = {
  method: string;
  /** The request target. */
  target: string;
  status: number;
  headers: Record<string, string | undefined>;
  body: Buffer;
};

/** What of an answer the document does not say; empty for one that it does, or that is none of its business. */
export type FindFaults = (answer: WireAnswer) => string[];

type Place = { response: ResponseObject; pointer: string[] };

/** Compiles a document into what holds answers against it. */
export function responseFaults(document: ServedDocument): FindFaults {
  const base = document.servers[0]?.url ?? "";
  const find = operationFinder(document);
  const validate = validator(document);

  const resolve = (response: ResponseObject, pointer: string[]): Place => {
    if (response.$ref === undefined) return { response, pointer };
    const name = response.$ref.split("/").at(-1) ?? "";
    const shared = document.components.responses?.[name];
    return shared ? { response: shared, pointer: ["components", "responses", name] } : { response: {}, pointer };
  };

  const placeOf = ({ method, status }: WireAnswer, path: string): Place | string => {
    const documented = find(method, path);
    if (!documented) {
      if (method === "OPTIONS" && status === 204) return { response: {}, pointer: [] };
      if (status < 400) return "the document has no such operation";
      return resolve({ $ref: "#/components/responses/Problem" }, []);
    }
    const { responses } = documented.operation;
    const key = Object.hasOwn(responses, status) ? String(status) : "default";
    const response = responses[key];
    // The default stands for failures: a success must be there by its number.
    if (!response || (key === "default" && status < 400)) return `the status ${status} is not documented`;
    return resolve(response, [...documented.pointer, "responses", key]);
  };

  const headerFaults = ({ response, pointer }: Place, answer: WireAnswer): string[] =>
    Object.entries(response.headers ?? {}).flatMap(([name, { required, schema }]) => {
      const value = answer.headers[name.toLowerCase()];
      if (value === undefined) return required ? [`the header ${name} is missing`] : [];
      if (!schema) return [];
      const typed = "type" in schema && schema.type === "integer" ? Number(value) : value;
      return validate([...pointer, "headers", name, "schema"], typed).map((text) => `the header ${name} ${text}`);
    });

  const bodyFaults = ({ response: { content }, pointer }: Place, answer: WireAnswer): string[] => {
    if (answer.method === "HEAD" || answer.status === 304 || !content)
      return answer.body.length > 0 ? ["there is a body where none is documented"] : [];
    const type = answer.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
    if (type === undefined || !content[type]) return [`the media type ${type} is not documented`];
    if (!content[type].schema || !/[/+]json$/.test(type)) return [];
    const parsed = parse(answer.body);
    if (!parsed) return ["the body is no JSON"];
    return validate([...pointer, "content", type, "schema"], parsed.value).map((text) => `the body ${text}`);
  };

  return (answer) => {
    const path = pathOf(answer.target);
    if (!path.startsWith(`${base}/`)) return [];
    const place = placeOf(answer, path.slice(base.length));
    return typeof place === "string" ? [place] : [...headerFaults(place, answer), ...bodyFaults(place, answer)];
  };
}

function parse(body: Buffer): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.toString()) };
  } catch {
    return undefined;
  }
}

/** The path of a target in origin or absolute form. */
const pathOf = (target: string) => /^(?:https?:\/\/[^/?#]*)?([^?#]*)/i.exec(target)?.[1] ?? "";

/** Validates a value against the schema at a place of the document; each schema is compiled once. */
function validator(document: ServedDocument): (pointer: string[], value: unknown) => string[] {
  // Not strict: OpenAPI's own keywords stand beside those of JSON Schema.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ ...document, $id: "document" });
  return (pointer, value) => {
    const fragment = pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")));
    const check = ajv.getSchema(`document#/${fragment.join("/")}`);
    if (!check) return [`has no schema at ${pointer.join(" ")}`];
    if (check(value) === true) return [];
    return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || "itself"} ${message}`);
  };
}
