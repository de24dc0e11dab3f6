import assert from "node:assert/strict";
import {
  Deployed,
  DEPLOYMENT,
  DISRUPTION_BUDGET,
  NAMESPACE,
  names,
  podOf,
  RELEASE,
  STATEFUL_SET,
} from "./harness";
import { asAdministrator } from "./production/deployed";
import { STORAGE_CLASS } from "./production/types";
import { committed, DOMAIN_AND_GITHUB, production } from "./stacks";

const STACKS = {
  local: committed("local"),
  prod: production(),
  "prod with a domain and workflows": production(DOMAIN_AND_GITHUB),
};

describe("every resource of a stack", () => {
  for (const [stack, situation] of Object.entries(STACKS)) {
    describe(stack, () => {
      let blog: Deployed;
      before(async () => {
        blog = await asAdministrator(situation);
      });
      const inKubernetes = () => blog.resources.filter((resource) => resource.type.startsWith("kubernetes:"));

      it("uses the platform's provider", () => {
        assert.ok(inKubernetes().length > 20);
        for (const { name, provider } of inKubernetes()) assert.match(provider, /platform-cluster/, name);
      });

      it("has a component as its parent, and every component a name of its own", () => {
        const components = blog.resources.filter(
          (resource) => !resource.custom && resource.type.startsWith("blog:"),
        );
        assert.equal(new Set(components.map(({ type, name }) => `${type} ${name}`)).size, components.length);
        for (const resource of blog.resources.filter(({ custom }) => custom)) {
          assert.ok(resource.opts.parent, `${resource.type} ${resource.name} has no parent`);
        }
      });

      it("has a name of its own where it lies, if it is in Kubernetes", () => {
        const named = inKubernetes().flatMap(({ type, inputs }) => {
          const { name, namespace = "" } = (inputs.metadata ?? inputs) as {
            name: string;
            namespace?: string;
          };
          return name ? [`${type} ${namespace}/${name}`] : [];
        });
        assert.ok(named.length > 20);
        assert.deepEqual(named, [...new Set(named)]);
      });

      it("runs as a restricted pod on amd64 nodes, if it is a pod", () => {
        const pods = [...blog.all(DEPLOYMENT), ...blog.all(STATEFUL_SET)].map(podOf);
        assert.equal(pods.length, 3);
        for (const pod of pods) {
          assert.equal(pod.nodeSelector["kubernetes.io/arch"], "amd64");
          assert.equal(pod.automountServiceAccountToken, false);
          assert.equal(pod.securityContext.runAsNonRoot, true);
          assert.equal(pod.securityContext.seccompProfile.type, "RuntimeDefault");
          for (const container of [...pod.containers, ...(pod.initContainers ?? [])]) {
            assert.deepEqual(container.securityContext, {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ["ALL"] },
            });
            assert.ok(container.resources.requests.cpu, "no CPU request");
            assert.ok(container.resources.limits.memory, "no memory limit");
            assert.equal(container.resources.limits.cpu, undefined);
          }
        }
      });

      it("lies in a namespace that admits restricted pods only", () => {
        for (const namespace of blog.all(NAMESPACE)) {
          assert.equal(namespace.inputs.metadata.labels["pod-security.kubernetes.io/enforce"], "restricted");
        }
      });

      it("can be drained one pod at a time", () => {
        assert.deepEqual(names(blog.all(DISRUPTION_BUDGET)), ["backend", "database", "frontend"]);
        for (const budget of blog.all(DISRUPTION_BUDGET)) assert.equal(budget.inputs.spec.maxUnavailable, 1);
      });

      it("keeps volumes whose claim goes, if it says what becomes of them", () => {
        for (const { inputs } of blog.all(STORAGE_CLASS)) assert.equal(inputs.reclaimPolicy, "Retain");
        assert.equal(blog.all(STORAGE_CLASS).length, stack === "local" ? 0 : 1);
      });

      it("runs images by their digest, and names a version of those that others make", () => {
        const pods = [...blog.all(DEPLOYMENT), ...blog.all(STATEFUL_SET)].map(podOf);
        for (const { containers, initContainers = [] } of pods) {
          for (const { image } of [...containers, ...initContainers])
            assert.match(image, /@sha256:[0-9a-f]{64}$/);
        }
        assert.match(blog.one(RELEASE, "proxy").inputs.values.image.tag, /^\d+\.\d+\.\d+$/);
        assert.doesNotMatch(JSON.stringify(blog.resources.map(({ inputs }) => inputs)), /:latest/);
      });

      it("is declared in a preview as in an update", async () => {
        const preview = await asAdministrator({ ...situation, preview: true });
        const declared = ({ resources }: Deployed) =>
          resources.map(({ type, name }) => `${type} ${name}`).sort();
        assert.deepEqual(declared(preview), declared(blog));
      });
    });
  }
});
