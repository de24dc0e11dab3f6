import { isJsonObject, type Json, type JsonObject } from "../../protocol/value";
import { type KubeObject, textAt } from "../object";
import type { Models } from "./models";

/** Fields that take amounts, for which the API accepts numbers as well. */
const AMOUNTS = /\.(requests|limits|hard|capacity|sizeLimit|averageValue|value|divisor)\b/;
/** Required by the client's types, but filled in by the API server. */
const DEFAULTED = /(^|\.)(status|spec\.scaleTargetRef\.apiVersion)$/;

/** What the API server would say of unknown, missing and wrongly typed fields; empty when all is well. */
export function wrongFields(models: Models, object: KubeObject): string[] {
  const model = modelOf(models, object);
  if (!model)
    return [`no matches for kind "${textAt(object, "kind")}" in version "${textAt(object, "apiVersion")}"`];
  return wrongObject(models, model, object, "");
}

function modelOf(models: Models, object: KubeObject): string | undefined {
  const [version, group] = (textAt(object, "apiVersion") ?? "").split("/").reverse();
  const kind = textAt(object, "kind") ?? "";
  const name = `${version[0]?.toUpperCase()}${version.slice(1)}${kind}`;
  const groupPrefix =
    group === undefined ? "Core" : `${group[0].toUpperCase()}${group.slice(1).split(".")[0]}`;
  return [name, `${groupPrefix}${name}`].find((candidate) => candidate in models);
}

function wrongObject(models: Models, model: string, object: JsonObject, path: string): string[] {
  const fields = models[model];
  const missing = Object.entries(fields)
    .filter(([name, { required }]) => required && object[name] === undefined)
    .map(([name]) => join(path, name))
    .filter((place) => !DEFAULTED.test(place))
    .map((place) => `${place}: Required value`);
  const wrong = Object.entries(object).flatMap(([name, value]) => {
    const place = join(path, name);
    if (!Object.hasOwn(fields, name)) return [`strict decoding error: unknown field "${place}"`];
    return value === null ? [] : wrongValue(models, fields[name].type, value, place);
  });
  return [...missing, ...wrong];
}

function wrongValue(models: Models, type: string, value: Json, path: string): string[] {
  const inner = /^(Array|Map|Set)<(.+)>$/.exec(type);
  if (inner?.[1] === "Map") return wrongMap(models, inner[2], value, path);
  if (inner) return wrongList(models, inner[2], value, path);
  if (type in models) {
    return isJsonObject(value)
      ? wrongObject(models, type, value, path)
      : [wrongType(path, "an object", value)];
  }
  const allowed = allowedTypes(type, path);
  return allowed.length === 0 || allowed.includes(typeof value)
    ? []
    : [wrongType(path, allowed.join(" or "), value)];
}

function wrongMap(models: Models, type: string, value: Json, path: string): string[] {
  if (!isJsonObject(value)) return [wrongType(path, "an object", value)];
  return Object.entries(value).flatMap(([key, item]) => wrongValue(models, type, item, `${path}.${key}`));
}

function wrongList(models: Models, type: string, value: Json, path: string): string[] {
  if (!Array.isArray(value)) return [wrongType(path, "a list", value)];
  return value.flatMap((item, index) => wrongValue(models, type, item, `${path}[${index}]`));
}

/** Empty for types that take anything. */
function allowedTypes(type: string, path: string): string[] {
  switch (type) {
    case "string":
      return AMOUNTS.test(path) ? ["string", "number"] : ["string"];
    case "number":
    case "boolean":
      return [type];
    case "IntOrString":
      return ["number", "string"];
    case "Date":
    case "V1MicroTime":
      return ["string"];
    default:
      return [];
  }
}

function wrongType(path: string, wanted: string, value: Json): string {
  const got = Array.isArray(value) ? "list" : typeof value;
  return `strict decoding error: ${path} must be ${wanted}, got ${got}`;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
