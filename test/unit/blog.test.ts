import assert from "node:assert/strict";
import program = require("../../index");
import {
  AUTOSCALER,
  CLAIM,
  CONFIG_MAP,
  Declared,
  deploy,
  Deployed,
  DEPLOYMENT,
  IMAGE,
  KUBERNETES_PROVIDER,
  names,
  NETWORK_POLICY,
  PASSWORD,
  podOf,
  RELEASE,
  SECRET,
  SERVICE,
  STATEFUL_SET,
} from "./harness";
import { changed, committed } from "./stacks";

const local = committed("local");

const containerOf = (workload: Declared) => podOf(workload).containers[0];

describe("the blog on a cluster", () => {
  let blog: Deployed;
  before(async () => {
    blog = await deploy(program, local);
  });

  it("builds the three images for amd64, tagged by content, and keeps them in the registry", () => {
    const services = names(blog.all(IMAGE)).map((name) => name.split("-")[0]);
    assert.deepEqual(services, ["backend", "database", "frontend"]);
    for (const image of blog.all(IMAGE)) {
      const [service, tag] = image.name.split("-");
      assert.equal(image.inputs.imageName, `127.0.0.1:5001/blog/${service}:${tag}`);
      assert.match(tag, /^[0-9a-f]{12}$/);
      assert.equal(image.inputs.build.platform, "linux/amd64");
      assert.equal(image.inputs.build.context, `dockerfiles/${service}`);
      assert.equal(image.opts.retainOnDelete, true);
    }
  });

  it("runs them by digest", () => {
    const images = blog.outputs.images as Record<string, string>;
    for (const name of ["backend", "frontend"]) {
      assert.equal(containerOf(blog.one(DEPLOYMENT, name)).image, images[name]);
    }
    assert.equal(containerOf(blog.one(STATEFUL_SET, "database")).image, images.database);
  });

  it("leaves the number of pods to the autoscaler", () => {
    for (const name of ["backend", "frontend"]) {
      assert.equal(blog.one(DEPLOYMENT, name).inputs.spec.replicas, undefined);
      const { spec } = blog.one(AUTOSCALER, name).inputs;
      assert.deepEqual([spec.minReplicas, spec.maxReplicas], [2, 4]);
      assert.equal(spec.metrics[0].resource.target.averageUtilization, 70);
    }
  });

  it("never has fewer pods than before while it replaces them, and lets them drain", () => {
    for (const deployment of blog.all(DEPLOYMENT)) {
      assert.deepEqual(deployment.inputs.spec.strategy.rollingUpdate, { maxUnavailable: 0, maxSurge: 1 });
      const drain: number = containerOf(deployment).lifecycle.preStop.sleep.seconds;
      assert.ok(podOf(deployment).terminationGracePeriodSeconds >= drain + 30);
    }
  });

  it("lets Kubernetes say which pod holds a rollout before Pulumi stops waiting", () => {
    for (const deployment of blog.all(DEPLOYMENT)) {
      const { metadata, spec } = deployment.inputs;
      assert.equal(spec.progressDeadlineSeconds, 180);
      assert.equal(metadata.annotations["pulumi.com/timeoutSeconds"], "290");
    }
  });

  it("asks nothing of the database to call the backend alive", () => {
    const { livenessProbe, readinessProbe } = containerOf(blog.one(DEPLOYMENT, "backend"));
    assert.equal(livenessProbe.httpGet.path, "/livez");
    assert.equal(readinessProbe.httpGet.path, "/readyz");
  });

  it("gives the backend the database's address by name and its password as a file", () => {
    const backend = blog.one(DEPLOYMENT, "backend");
    const env = Object.fromEntries(
      containerOf(backend).env.map((variable: { name: string; value: string }) => [
        variable.name,
        variable.value,
      ]),
    );
    assert.deepEqual(env, {
      VERSION: (blog.outputs.lastBuilt as any).backend.tag,
      DATABASE_HOST: "database",
      DATABASE_PORT: "3306",
      DATABASE_NAME: "blog",
      DATABASE_USER: "blog",
      DATABASE_PASSWORD_FILE: "/run/secrets/database/password",
    });
    const mount = containerOf(backend).volumeMounts.find(
      (m: { mountPath: string }) => m.mountPath === "/run/secrets/database",
    );
    const volume = podOf(backend).volumes.find((v: { name: string }) => v.name === mount.name);
    assert.equal(volume.secret.secretName, "database-user");
  });

  it("sizes MySQL to half of its memory and gives a first start ten minutes", () => {
    const mysql = containerOf(blog.one(STATEFUL_SET, "database"));
    assert.deepEqual(mysql.args, ["--innodb-buffer-pool-size=384M"]);
    assert.equal(mysql.resources.limits.memory, "768Mi");
    assert.equal(mysql.startupProbe.periodSeconds * mysql.startupProbe.failureThreshold, 600);
    for (const probe of [mysql.startupProbe, mysql.readinessProbe])
      assert.match(probe.exec.command[2], /--protocol=TCP/);
  });

  it("marks a first start as under way before MySQL initialises, and as complete after the initial SQL", () => {
    const pod = podOf(blog.one(STATEFUL_SET, "database"));
    const { data } = blog.one(CONFIG_MAP, "database-first-start").inputs;
    assert.deepEqual(pod.initContainers[0].command, ["sh", "/first-start/prepare.sh"]);
    assert.match(data["prepare.sh"], /touch \/var\/lib\/mysql-guard\//);
    const complete = pod.containers[0].volumeMounts.find(
      (mount: { subPath?: string }) => mount.subPath === "complete.sh",
    );
    assert.equal(complete.mountPath, "/docker-entrypoint-initdb.d/zz-complete.sh");
    assert.match(data["complete.sh"], /rm -f \/var\/lib\/mysql-guard\//);
  });

  it("keeps passwords in Secrets, generated and marked as secret", () => {
    assert.deepEqual(names(blog.all(PASSWORD)), ["database-root", "database-user"]);
    assert.deepEqual(names(blog.all(SECRET)), ["database-root", "database-user"]);
    for (const secret of blog.all(SECRET)) assert.deepEqual(secret.secrets, ["stringData"]);
    const elsewhere = blog.resources.filter(
      (resource) => resource.type !== SECRET && resource.secrets.length > 0,
    );
    assert.deepEqual(names(elsewhere), []);
  });

  it("opens exactly the connections that it needs", () => {
    const tableOf = (name: string) => {
      const { ingress, egress } = blog.one(NETWORK_POLICY, name).inputs.spec;

      const ends = (peers: any[] = []) =>
        peers.map(
          (peer) =>
            peer.podSelector?.matchLabels["app.kubernetes.io/name"] ??
            peer.podSelector?.matchLabels["k8s-app"],
        );
      return {
        from: (ingress ?? []).flatMap((rule: any) => ends(rule.from)),
        to: (egress ?? []).flatMap((rule: any) => ends(rule.to)),
      };
    };
    assert.deepEqual(tableOf("backend"), {
      from: ["haproxy", "frontend"],
      to: ["kube-dns", "database", "frontend"],
    });
    assert.deepEqual(tableOf("frontend"), { from: ["haproxy", "backend"], to: ["kube-dns", "backend"] });
    assert.deepEqual(tableOf("database"), { from: ["backend"], to: [] });
    for (const name of ["blog-default-deny", "blog-proxy-default-deny"]) {
      const { spec } = blog.one(NETWORK_POLICY, name).inputs;
      assert.deepEqual(spec, { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    }
  });

  it("lets readers reach port 80 of the proxy and nothing else", () => {
    const outside = blog
      .all(SERVICE)
      .filter((service) => (service.inputs.spec.type ?? "ClusterIP") !== "ClusterIP");
    assert.deepEqual(names(outside), ["proxy-edge"]);
    const { spec } = outside[0].inputs;
    assert.equal(spec.type, "NodePort");
    assert.deepEqual(spec.ports, [{ name: "http", port: 80, targetPort: "http", nodePort: 30080 }]);
    assert.deepEqual(spec.selector, {
      "app.kubernetes.io/name": "haproxy",
      "app.kubernetes.io/instance": "haproxy",
    });
  });

  it("installs HAProxy's own chart at an exact version, all or nothing, with an end to waiting", () => {
    const { inputs } = blog.one(RELEASE, "proxy");
    assert.deepEqual(
      [inputs.chart, inputs.version, inputs.repositoryOpts.repo],
      ["haproxy", "1.29.0", "https://haproxytech.github.io/helm-charts"],
    );
    assert.deepEqual([inputs.atomic, inputs.timeout, inputs.maxHistory], [true, 310, 5]);
    assert.equal(inputs.values.service.type, "ClusterIP");
    assert.equal(inputs.values.rbac.create, false);
  });

  it("sends /api to the backend and the rest to the frontend, found by their headless Services", () => {
    const config: string = blog.one(RELEASE, "proxy").inputs.values.config;
    assert.match(config, /use_backend backend if \{ path \/api \} or \{ path_beg \/api\/ \}/);
    assert.match(config, /default_backend frontend/);
    assert.match(config, /backend-headless\.blog\.svc\.cluster\.local:8080/);
    assert.match(config, /frontend-headless\.blog\.svc\.cluster\.local:3000/);
    for (const name of ["backend-headless", "frontend-headless"]) {
      assert.equal(blog.one(SERVICE, name).inputs.spec.clusterIP, "None");
    }
  });

  it("says where it is and which images it runs", () => {
    assert.equal(blog.outputs.url, "http://127.0.0.1:8080");
    const images = blog.outputs.images as Record<string, string>;
    assert.deepEqual(Object.keys(images).sort(), ["backend", "database", "frontend"]);
    for (const [name, image] of Object.entries(images)) {
      assert.match(image, new RegExp(`^127\\.0\\.0\\.1:5001/blog/${name}@sha256:[0-9a-f]{64}$`));
    }
  });
});

describe("the data of the blog", () => {
  const guarded = ["blog", "database", "database-root", "database-user"];
  const protectedOf = (blog: Deployed) => [
    ...new Set(names(blog.resources.filter(({ opts }) => opts.protect))),
  ];

  it("is protected unless the stack says otherwise, together with its passwords and its namespace", async () => {
    const blog = await deploy(program, changed(local, { "blog:database": { storageGiB: 2 } }));
    assert.deepEqual(protectedOf(blog), guarded);
    assert.equal(blog.one(CLAIM, "database").opts.protect, true);
  });

  it("may go with a stack that says so", async () => {
    assert.deepEqual(protectedOf(await deploy(program, local)), []);
  });
});

describe("the cluster that a stack goes to", () => {
  it("is named in its configuration, and survives a kubeconfig written anew", async () => {
    const { inputs } = (await deploy(program, local)).one(KUBERNETES_PROVIDER, "platform-cluster");
    assert.deepEqual([inputs.kubeconfig, inputs.context], [".local/kubeconfig", "blog-local"]);
    assert.equal(inputs.clusterIdentifier, "blog-local");
  });
});
