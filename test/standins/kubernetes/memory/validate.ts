import { ApiError } from "../errors";
import { type KubeObject, nameOf } from "../object";

/** Throws the refusal of the API server for objects that it would not take. */
export function validate(object: KubeObject, _old?: KubeObject): void {
  if (nameOf(object) === "") throw new ApiError(422, "Invalid", "metadata.name: Required value");
}
