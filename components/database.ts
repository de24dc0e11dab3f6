import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { firstStartScripts, GUARD_FOLDER } from "./databaseFirstStart";
import { PODS_ARE_READY, selectorLabels } from "./metadata";
import { networkPolicySpec, Peer } from "./networkPolicy";
import { AMD64_NODES, RESTRICTED_CONTAINER, restrictedPod } from "./podSecurity";
import { mebibytes } from "./quantity";

export interface DatabaseArgs {
  readonly namespace: pulumi.Input<string>;
  /** `repository@sha256:…` of an image that keeps the promises of the official MySQL image. */
  readonly image: pulumi.Input<string>;
  /** Size of the volume, in GiB; can grow later, never shrink. */
  readonly storageGiB: number;
  /** Storage class of the volume. @default the cluster's default */
  readonly storageClass?: pulumi.Input<string>;
  /** CPU request; there is no CPU limit. */
  readonly cpu: string;
  /** Memory request and limit, as "768Mi" or "1Gi"; half of it becomes InnoDB's buffer pool. */
  readonly memory: string;
  /** Refuse every change that would delete the volume or its passwords. */
  readonly protect: boolean;
  /** Pods that may connect. */
  readonly from: readonly Peer[];
}

/** What a client needs to connect; the password is a file of the Secret, never a value of its own. */
export interface DatabaseConnection {
  readonly host: pulumi.Output<string>;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Secret whose key `password` holds the user's password. */
  readonly secret: pulumi.Output<string>;
}

const PORT = 3306;
/** Database and user that the initial SQL and the backend agree on. */
const BLOG = "blog";
/** User of the official image. */
const MYSQL_USER_ID = 999;
const ROOT_SECRET = "/run/secrets/database-root";
const USER_SECRET = "/run/secrets/database-user";

/** One MySQL server whose data lies on a volume that outlives its pod. */
export class Database extends pulumi.ComponentResource {
  readonly connection: DatabaseConnection;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:index:Database", name, {}, opts);
    const labels = selectorLabels(name);
    const metadata = { name, namespace: args.namespace, labels };
    const child = { parent: this };
    // Data without its password is lost as well, so both are guarded alike.
    const guarded = { parent: this, protect: args.protect };

    const rootSecret = this.passwordSecret(`${name}-root`, args.namespace, guarded);
    const userSecret = this.passwordSecret(`${name}-user`, args.namespace, guarded);

    const volume = new k8s.core.v1.PersistentVolumeClaim(
      name,
      {
        metadata,
        spec: {
          accessModes: ["ReadWriteOnce"],
          storageClassName: args.storageClass,
          resources: { requests: { storage: `${args.storageGiB}Gi` } },
        },
      },
      guarded,
    );

    const scripts = new k8s.core.v1.ConfigMap(
      `${name}-first-start`,
      { metadata: { namespace: args.namespace, labels }, data: firstStartScripts },
      child,
    );

    const account = new k8s.core.v1.ServiceAccount(
      name,
      { metadata, automountServiceAccountToken: false },
      child,
    );

    const policy = new k8s.networking.v1.NetworkPolicy(
      name,
      { metadata, spec: networkPolicySpec({ pods: labels, port: PORT, from: args.from, to: [] }) },
      child,
    );

    const server = new k8s.apps.v1.StatefulSet(
      name,
      {
        metadata,
        spec: {
          serviceName: `${name}-headless`,
          replicas: 1,
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: podSpec(args, {
              account: account.metadata.name,
              volume: volume.metadata.name,
              scripts: scripts.metadata.name,
              root: rootSecret.metadata.name,
              user: userSecret.metadata.name,
            }),
          },
        },
      },
      { ...child, dependsOn: [policy] },
    );

    new k8s.policy.v1.PodDisruptionBudget(
      name,
      // One unavailable, not "one available": with a single replica that would block every node drain.
      { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: labels } } },
      child,
    );

    const ports = [{ name: "mysql", port: PORT, targetPort: "mysql" }];
    const service = new k8s.core.v1.Service(
      name,
      { metadata: { ...metadata, annotations: PODS_ARE_READY }, spec: { selector: labels, ports } },
      { ...child, dependsOn: [server] },
    );
    new k8s.core.v1.Service(
      `${name}-headless`,
      {
        metadata: { ...metadata, name: `${name}-headless`, annotations: PODS_ARE_READY },
        spec: { clusterIP: "None", selector: labels, ports },
      },
      { ...child, dependsOn: [server] },
    );

    this.connection = {
      host: service.metadata.name,
      port: PORT,
      database: BLOG,
      user: BLOG,
      secret: userSecret.metadata.name,
    };
    this.registerOutputs({ connection: this.connection });
  }

  private passwordSecret(
    name: string,
    namespace: pulumi.Input<string>,
    opts: pulumi.CustomResourceOptions,
  ): k8s.core.v1.Secret {
    // 32 letters and digits are 190 bits; no character needs quoting anywhere.
    const password = new random.RandomPassword(name, { length: 32, special: false }, opts);
    return new k8s.core.v1.Secret(
      name,
      { metadata: { name, namespace }, stringData: { password: password.result } },
      opts,
    );
  }
}

interface PodParts {
  readonly account: pulumi.Input<string>;
  readonly volume: pulumi.Input<string>;
  readonly scripts: pulumi.Input<string>;
  readonly root: pulumi.Input<string>;
  readonly user: pulumi.Input<string>;
}

function podSpec(args: DatabaseArgs, parts: PodParts): k8s.types.input.core.v1.PodSpec {
  const query = exec(
    `MYSQL_PWD="$(cat ${USER_SECRET}/password)" exec mysql --protocol=TCP --host=127.0.0.1 --user=${BLOG} --execute="SELECT 1" ${BLOG}`,
  );
  const guard = { name: "data", mountPath: GUARD_FOLDER, subPath: "guard" };
  const data = { name: "data", mountPath: "/var/lib/mysql", subPath: "mysql" };
  return {
    serviceAccountName: parts.account,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    nodeSelector: AMD64_NODES,
    securityContext: restrictedPod(MYSQL_USER_ID),
    // InnoDB flushes its pages before it ends; a killed server would recover, but slower.
    terminationGracePeriodSeconds: 120,
    initContainers: [
      {
        name: "first-start",
        image: args.image,
        command: ["sh", "/first-start/prepare.sh"],
        resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "64Mi" } },
        securityContext: RESTRICTED_CONTAINER,
        volumeMounts: [data, guard, { name: "first-start", mountPath: "/first-start", readOnly: true }],
      },
    ],
    containers: [
      {
        name: "mysql",
        image: args.image,
        args: [`--innodb-buffer-pool-size=${Math.floor(mebibytes(args.memory) / 2)}M`],
        ports: [{ name: "mysql", containerPort: PORT }],
        env: [
          { name: "MYSQL_DATABASE", value: BLOG },
          { name: "MYSQL_USER", value: BLOG },
          { name: "MYSQL_PASSWORD_FILE", value: `${USER_SECRET}/password` },
          { name: "MYSQL_ROOT_PASSWORD_FILE", value: `${ROOT_SECRET}/password` },
          // The image's default lets root in from anywhere.
          { name: "MYSQL_ROOT_HOST", value: "localhost" },
        ],
        // Over TCP: while the image initialises, its temporary server already answers on the socket.
        // Ten minutes: a server killed while it initialises or recovers would have to begin again.
        startupProbe: { ...query, periodSeconds: 2, failureThreshold: 300, timeoutSeconds: 5 },
        readinessProbe: { ...query, periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 3 },
        resources: { requests: { cpu: args.cpu, memory: args.memory }, limits: { memory: args.memory } },
        securityContext: RESTRICTED_CONTAINER,
        volumeMounts: [
          data,
          guard,
          {
            name: "first-start",
            mountPath: "/docker-entrypoint-initdb.d/zz-complete.sh",
            subPath: "complete.sh",
            readOnly: true,
          },
          { name: "root", mountPath: ROOT_SECRET, readOnly: true },
          { name: "user", mountPath: USER_SECRET, readOnly: true },
          { name: "scratch", mountPath: "/tmp", subPath: "tmp" },
          { name: "scratch", mountPath: "/var/run/mysqld", subPath: "run" },
          { name: "scratch", mountPath: "/var/lib/mysql-files", subPath: "files" },
        ],
      },
    ],
    volumes: [
      { name: "data", persistentVolumeClaim: { claimName: parts.volume } },
      { name: "first-start", configMap: { name: parts.scripts } },
      { name: "root", secret: { secretName: parts.root, defaultMode: 0o440 } },
      { name: "user", secret: { secretName: parts.user, defaultMode: 0o440 } },
      { name: "scratch", emptyDir: { sizeLimit: "1Gi" } },
    ],
  };
}

const exec = (script: string) => ({ exec: { command: ["sh", "-c", script] } });
