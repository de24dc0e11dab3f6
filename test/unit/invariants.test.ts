import assert from "node:assert/strict";
import program = require("../../index");
import {
  deploy,
  Deployed,
  DEPLOYMENT,
  DISRUPTION_BUDGET,
  NAMESPACE,
  names,
  podOf,
  STATEFUL_SET,
} from "./harness";
import { committed } from "./stacks";

describe("every resource of a stack", () => {
  for (const stack of ["local"]) {
    describe(stack, () => {
      let blog: Deployed;
      before(async () => {
        blog = await deploy(program, committed(stack));
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

      it("names a version of each image", () => {
        assert.doesNotMatch(JSON.stringify(blog.resources.map(({ inputs }) => inputs)), /:latest/);
      });

      it("is declared in a preview as in an update", async () => {
        const preview = await deploy(program, { ...committed(stack), preview: true });
        const declared = ({ resources }: Deployed) =>
          resources.map(({ type, name }) => `${type} ${name}`).sort();
        assert.deepEqual(declared(preview), declared(blog));
      });
    });
  }
});
