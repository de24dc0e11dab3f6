import { Database } from "./components/database";
import { HAPROXY_PODS } from "./components/haproxyValues";
import { readHistory } from "./components/history";
import { planImages } from "./components/imagePlan";
import { selectorLabels } from "./components/metadata";
import { Namespace } from "./components/namespace";
import { forEachImage } from "./components/platform/platform";
import { siteFor } from "./components/platform/siteFor";
import { releasedImage } from "./components/releasedImage";
import { releaseOutputs } from "./components/releaseOutputs";
import { ReverseProxy } from "./components/reverseProxy";
import { Service } from "./components/service";
import { wantedImages } from "./components/wantedImages";
import { readConfig } from "./config";

const PORTS = { backend: 8080, frontend: 3000 };
/** Users that the images run as; each Dockerfile names the same. */
const USERS = { backend: 65532, frontend: 101 };

const PODS = {
  backend: { labels: selectorLabels("backend") },
  frontend: { labels: selectorLabels("frontend") },
  database: { labels: selectorLabels("database") },
};

/** Twice the pods: while all of them are replaced, the old ones leave as the new ones arrive. */
const slotsFor = ({ maxReplicas }: { maxReplicas: number }) => 2 * maxReplicas;

/** The blog from its sources to an address: the function that Pulumi calls, and the tests too. */
export = async () => {
  const config = readConfig();
  // Whatever could stop the update is looked at before anything is declared.
  const wanted = wantedImages(config);
  const site = await siteFor(config);
  const history = await readHistory();
  const plans = await planImages(wanted, site, history);

  const platform = site.declare();
  const inCluster = { provider: platform.cluster };
  const { dnsAddress } = platform;

  const images = forEachImage((service) =>
    releasedImage({
      service,
      sources: config[service],
      repository: platform.repositories[service],
      plan: plans[service],
      history,
      network: config.build.network,
    }),
  );

  const { namespace } = new Namespace("blog", { protect: config.database.protect }, inCluster);
  const { namespace: proxyNamespace } = new Namespace("blog-proxy", {}, inCluster);
  const proxyPods = { labels: HAPROXY_PODS, namespace: proxyNamespace };

  const database = new Database(
    "database",
    {
      ...config.database,
      namespace,
      image: images.database.reference,
      storageClass: platform.storageClass,
      from: [PODS.backend],
    },
    inCluster,
  );

  const backend = new Service(
    "backend",
    {
      ...config.backend,
      namespace,
      image: images.backend.reference,
      version: images.backend.version,
      revision: images.backend.revision,
      port: PORTS.backend,
      user: USERS.backend,
      livenessPath: "/livez",
      readinessPath: "/readyz",
      env: {
        DATABASE_HOST: database.connection.host,
        DATABASE_PORT: String(database.connection.port),
        DATABASE_NAME: database.connection.database,
        DATABASE_USER: database.connection.user,
        DATABASE_PASSWORD_FILE: "/run/secrets/database/password",
      },
      secrets: { "/run/secrets/database": database.connection.secret },
      from: [proxyPods, PODS.frontend],
      to: [
        { to: PODS.database, port: database.connection.port },
        { to: PODS.frontend, port: PORTS.frontend },
      ],
      dnsAddress,
    },
    { ...inCluster, dependsOn: database },
  );

  const frontend = new Service(
    "frontend",
    {
      ...config.frontend,
      namespace,
      image: images.frontend.reference,
      version: images.frontend.version,
      revision: images.frontend.revision,
      port: PORTS.frontend,
      user: USERS.frontend,
      livenessPath: "/healthz",
      readinessPath: "/healthz",
      from: [proxyPods, PODS.backend],
      to: [{ to: PODS.backend, port: PORTS.backend }],
      dnsAddress,
    },
    inCluster,
  );

  const proxy = new ReverseProxy(
    "proxy",
    {
      ...config.proxy,
      namespace: proxyNamespace,
      edge: platform.edge,
      routes: [
        {
          name: "backend",
          path: "/api",
          headless: backend.headless,
          namespace,
          pods: PODS.backend.labels,
          port: PORTS.backend,
          readinessPath: "/readyz",
          errors: "json",
          slots: slotsFor(config.backend),
        },
        {
          name: "frontend",
          path: "/",
          headless: frontend.headless,
          namespace,
          pods: PODS.frontend.labels,
          port: PORTS.frontend,
          readinessPath: "/healthz",
          errors: "html",
          retryNotFound: true,
          slots: slotsFor(config.frontend),
        },
      ],
      settings: { rateLimit: { requests: config.proxy.rateLimit, periodSeconds: 10 } },
      dnsAddress,
    },
    inCluster,
  );

  return {
    url: platform.publish(proxy),
    ...releaseOutputs({
      images,
      history,
      depth: config.rollbackDepth,
      ready: [database.connection.host, backend.host, frontend.host],
    }),
    ...platform.outputs,
  };
};
