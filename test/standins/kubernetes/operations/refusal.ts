import { ApiError, isNamespaceMissing } from "../errors";

/** A preview cannot know what the update will have made by then. */
export function isHarmlessInPreview(error: unknown): boolean {
  if (isNamespaceMissing(error)) return true;
  return error instanceof ApiError && ["AlreadyExists", "Forbidden"].includes(error.reason);
}

/** The error that the person sees when the API server did not take an object. */
export function refusal(type: string, operation: "creation" | "update", error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const advice = adviceFor(error);
  return new Error(`${operation} of ${type} refused by the Kubernetes API server: ${message}${advice}`, {
    cause: error,
  });
}

function adviceFor(error: unknown): string {
  if (!(error instanceof ApiError)) return "";
  switch (error.reason) {
    case "AlreadyExists":
      return "\nThe resource already exists in the cluster: import it, delete it, or set upsertExistingObjects on the provider";
    case "Conflict":
      return "\nAnother manager owns the field: leave it to that one, or set the annotation pulumi.com/patchForce";
    default:
      return "";
  }
}
