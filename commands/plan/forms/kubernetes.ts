import { stringify } from "yaml";
import { isGroup, kindOf, Plan, PlannedResource, textOf, at } from "../plan";
import { compare } from "../program/declared";
import { generatedName } from "../program/placeholders";

const RELEASE = "kubernetes:helm.sh/v3:Release";

/** Kinds that others need, in the order in which they are needed; all others come after them. */
const FIRST = ["Namespace", "StorageClass", "ServiceAccount", "Secret", "ConfigMap", "PersistentVolumeClaim"];

const HEAD = [
  '# Kubernetes objects of the stack, as "kubectl apply" takes them.',
  "# Images are named by tag; Pulumi runs them by digest, which only the registry knows.",
  '# Passwords are "[secret]"; Pulumi generates them and keeps them in its state.',
];

/** The objects that Pulumi makes in Kubernetes. What a chart makes is Helm's to say, and stands here as a remark. */
export function kubernetesYaml(plan: Plan): string {
  const objects = plan.resources.filter(({ type, custom }) => custom && type.startsWith("kubernetes:"));
  const releases = objects.filter(({ type }) => type === RELEASE);
  const own = objects.filter(({ type }) => type !== RELEASE).sort(inOrder);
  const head = [...HEAD, ...releases.map(remark)].join("\n");
  return `${head}\n${own.map((one) => `---\n${inYaml(objectOf(one))}`).join("")}`;
}

/** Values and configuration of the Helm releases, by the name of the file that they belong into. */
export function releaseFiles(plan: Plan): Map<string, string> {
  const files = plan.resources
    .filter(({ type }) => type === RELEASE)
    .flatMap((release): [string, string][] => {
      const name = textOf(release.inputs.name);
      const config = textOf(at(release.inputs.values, "config"));
      return [
        [`${name}-values.yaml`, `${remark(release)}\n${inYaml(release.inputs.values)}`],
        ...(config === "" ? [] : [[`${name}.cfg`, config] as [string, string]]),
      ];
    });
  return new Map(files);
}

function remark({ inputs }: PlannedResource): string {
  const { chart, version, name, namespace, repositoryOpts } = inputs;
  const where = at(repositoryOpts, "repo");
  const from = where === undefined ? "" : ` --repo ${textOf(where)}`;
  const exact = version === undefined ? "" : ` --version ${textOf(version)}`;
  return [
    `# The objects of the Helm release ${textOf(name)} are rendered by Helm on the way; to see them:`,
    `#   helm template ${textOf(name)} ${textOf(chart)}${from}${exact} --namespace ${textOf(namespace)} --values ${textOf(name)}-values.yaml`,
  ].join("\n");
}

/** An object without a name gets one that is Pulumi's to make up. */
function objectOf({ name, inputs }: PlannedResource): unknown {
  const { apiVersion, kind, metadata, ...rest } = inputs;
  const named = isGroup(metadata) ? { name: generatedName(name), ...metadata } : { name };
  return { apiVersion, kind, metadata: named, ...rest };
}

const inOrder = (one: PlannedResource, other: PlannedResource) =>
  rank(one) - rank(other) || compare(one.id, other.id);

const rank = (one: PlannedResource) => (FIRST.indexOf(kindOf(one)) + FIRST.length + 1) % (FIRST.length + 1);

const inYaml = (value: unknown) =>
  stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, version: "1.1" });
