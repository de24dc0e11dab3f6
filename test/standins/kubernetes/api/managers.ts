import { isJsonObject, type JsonObject } from "../../protocol/value";
import { at, type KubeObject, listAt, textAt } from "../object";

/** The manager of objects that were created and not yet applied. */
export const CREATOR = "pulumi-kubernetes";
const HANDED_OVER = [CREATOR, "kubectl", "before-first-apply"];

/** True when fields still belong to whoever created the object. */
export function hasCreatorFields(object: KubeObject): boolean {
  return listAt(object, "metadata", "managedFields").some(isHandedOver);
}

/** The list of managers after the creator's fields went to the applying manager. */
export function handOver(object: KubeObject, fieldManager: string): JsonObject[] {
  const managers = listAt(object, "metadata", "managedFields").filter(isJsonObject);
  const taken = managers.filter((entry) => isHandedOver(entry) || isOwn(entry, fieldManager));
  const fields = taken.map((entry) => at(entry, "fieldsV1")).filter(isJsonObject);
  const own: JsonObject = {
    manager: fieldManager,
    operation: "Apply",
    apiVersion: object.apiVersion,
    time: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    fieldsType: "FieldsV1",
    fieldsV1: fields.reduce(union, {}),
  };
  return [...managers.filter((entry) => !taken.includes(entry)), own];
}

function isHandedOver(entry: unknown): boolean {
  const manager = entry as JsonObject;
  return (
    textAt(manager, "operation") === "Update" &&
    at(manager, "subresource") === undefined &&
    HANDED_OVER.includes(textAt(manager, "manager") ?? "")
  );
}

function isOwn(entry: JsonObject, fieldManager: string): boolean {
  return textAt(entry, "operation") === "Apply" && textAt(entry, "manager") === fieldManager;
}

function union(one: JsonObject, other: JsonObject): JsonObject {
  const merged = Object.entries(other).map(([key, value]) => {
    const mine = one[key];
    return [key, isJsonObject(mine) && isJsonObject(value) ? union(mine, value) : value] as const;
  });
  return { ...one, ...Object.fromEntries(merged) };
}
