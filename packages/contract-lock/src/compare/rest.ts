import { byText, canonical } from "../canonical.ts";
import type { RestContract } from "../contract.ts";
import type { Pair } from "../schema/walk.ts";
import { type ComparePart, type PartChange, changeAt } from "./part.ts";
import { compareRestAnswer } from "./rest-answer.ts";

const { breaking, compatible } = changeAt("/rest");

/** Compares the REST forms of a procedure. */
export const compareRest: ComparePart<RestContract | undefined> = ({ before, after }) => {
  if (!before && !after) return [];
  if (!before) return [compatible("rest-added", `Is served over REST: ${after?.route}.`)];
  if (!after) return [breaking("rest-removed", `${before.route} is no longer served over REST. Its callers get 404.`)];
  return [
    ...compareRoute({ before, after }),
    ...comparePlaces({ before, after }),
    ...compareRestAnswer({ before, after }),
  ];
};

function compareRoute({ before, after }: Pair<RestContract>): PartChange[] {
  const changes: PartChange[] = [];
  const [was, is] = [routeOf(before), routeOf(after)];
  const at = changeAt("/rest/route");
  if (was.method !== is.method)
    changes.push(
      at.breaking(
        "rest-method-changed",
        `${before.route} is ${after.route} now. Requests to the former get 404 or 405.`,
      ),
    );
  else if (was.shape !== is.shape)
    changes.push(
      at.breaking("rest-path-changed", `${before.route} is ${after.route} now. Requests to the former get 404.`),
    );
  else if (before.route !== after.route)
    changes.push(
      at.compatible("rest-parameter-renamed", `${before.route} is written ${after.route}: the same requests.`),
    );
  if (before.operationId !== after.operationId) {
    const names = `The operationId is ${after.operationId} instead of ${before.operationId}.`;
    const { breaking: broken } = changeAt("/rest/operationId");
    changes.push(broken("rest-operation-id-changed", `${names} Generated clients call their functions by it.`));
  }
  return changes;
}

/** The names of parameters do not show in a request. */
function routeOf({ route }: RestContract) {
  const [method = "", path = ""] = route.split(" ");
  return { method, shape: path.replaceAll(/\{[^}]*\}/g, "{}") };
}

/** Keys that have come or gone are told of the input. */
function comparePlaces({ before, after }: Pair<RestContract>): PartChange[] {
  const [was, is] = [before.inputs ?? {}, after.inputs ?? {}];
  return Object.keys(was)
    .filter((key) => Object.hasOwn(is, key) && was[key] !== is[key])
    .toSorted(byText)
    .map((key) => {
      const text = `${key} is read from ${placeName(is[key])} instead of ${placeName(was[key])}. Requests that send it there are misread.`;
      return changeAt(`/rest/inputs/${key}`).breaking("rest-parameter-moved", text);
    });
}

function placeName(place = ""): string {
  const [where, name] = place.split(":");
  if (place === "whole-body") return "the body as a whole";
  return name === undefined ? `the ${where}` : `the ${where} ${name}`;
}

/** Compares which security schemes the document names; left out where who may call has changed, for that says it better. */
export const compareSecurity: ComparePart<RestContract | undefined> = ({ before, after }) => {
  if (!before || !after) return [];
  const [was, is] = [before.security, after.security];
  if (canonical(was ?? null) === canonical(is ?? null)) return [];
  const at = changeAt("/rest/security");
  const isWider = is?.length === 0 || (was !== undefined && was.length > 0 && was.every((name) => is?.includes(name)));
  const text = `${schemesOf(is)} instead of ${schemesOf(was)}`;
  return isWider
    ? [at.compatible("rest-security-widened", `Signing in over REST: ${text}.`)]
    : [
        at.breaking(
          "rest-security-changed",
          `Signing in over REST: ${text}. Requests that signed in otherwise are refused.`,
        ),
      ];
};

function schemesOf(security: readonly string[] | undefined): string {
  if (security === undefined) return "as the API in general";
  return security.length === 0 ? "not needed" : security.join(" or ");
}
