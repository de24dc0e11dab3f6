import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ApiError } from "../errors";
import { at, type KubeObject, nameOf, textAt } from "../object";
import { wrongFields } from "./fields";
import type { Models } from "./models";
import { forbiddenChanges } from "./rules/immutability";
import { wrongMetadata } from "./rules/metadata";
import { wrongAutoscaler, wrongClaim, wrongData, wrongDisruptionBudget } from "./rules/others";
import { wrongPodSpec } from "./rules/pods";
import type { Rule } from "./rules/rule";
import { wrongService } from "./rules/services";
import { wrongJob, wrongWorkload } from "./rules/workloads";

/** The fields of all kinds, written beside the plugin when it is installed. */
export const MODELS_FILE = "models.json";

const RULES: Record<string, Rule> = {
  ConfigMap: wrongData,
  CronJob: (object) => wrongJob(object, "spec.jobTemplate.spec"),
  DaemonSet: wrongWorkload,
  Deployment: wrongWorkload,
  HorizontalPodAutoscaler: wrongAutoscaler,
  Job: (object) => wrongJob(object),
  PersistentVolumeClaim: wrongClaim,
  Pod: (object) => wrongPodSpec(at(object, "spec"), "spec"),
  PodDisruptionBudget: wrongDisruptionBudget,
  Secret: wrongData,
  Service: wrongService,
  StatefulSet: wrongWorkload,
};

/** Throws the refusal of the API server for objects that it would not take. */
export function validate(models: Models, object: KubeObject, old?: KubeObject): void {
  const kind = textAt(object, "kind") ?? "";
  const fields = wrongFields(models, object);
  if (fields.length > 0)
    throw new ApiError(
      400,
      "BadRequest",
      `${kind} in version "${textAt(object, "apiVersion")}": ${fields.join(", ")}`,
    );
  const rule = RULES[kind] as Rule | undefined;
  const wrong = [
    ...wrongMetadata(object),
    ...(rule?.(object) ?? []),
    ...(old ? forbiddenChanges(object, old) : []),
  ];
  if (wrong.length > 0)
    throw new ApiError(422, "Invalid", `${kind} "${nameOf(object)}" is invalid: ${wrong.join(", ")}`);
}

export function loadModels(folder: string): Models {
  const file = join(folder, MODELS_FILE);
  if (!existsSync(file)) throw new Error(`${file} is missing: install the stand-ins again`);
  return JSON.parse(readFileSync(file, "utf8")) as Models;
}
