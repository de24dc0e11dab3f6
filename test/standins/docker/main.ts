import { checkArguments } from "../protocol/arguments";
import type { StandIn } from "../protocol/provider";
import { serve } from "../protocol/serve";
import { Daemon } from "./daemon";
import { DaemonStore } from "./daemonStore";
import { imageResource } from "./image";
import { MemoryStore } from "./memoryStore";
import type { ImageStore } from "./store";

declare const PLUGIN_VERSION: string;

const IMAGE = "docker:index/image:Image";
const SETTINGS = {
  caMaterial: "string",
  certMaterial: "string",
  certPath: "string",
  context: "string",
  disableDockerDaemonCheck: "string",
  host: "string",
  keyMaterial: "string",
  pluginDownloadURL: "string",
  registryAuth: "string",
  sshOpts: "string",
  version: "string",
} as const;

let store: ImageStore | undefined;

const docker: StandIn = {
  acceptSecrets: false,
  checkConfig: (inputs) => checkArguments(inputs, SETTINGS),
  diffConfig: () => ({ changes: [] }),

  // A daemon that does not answer is an error here; the engine shows it when an image needs the provider.
  async configure(settings) {
    const unsupported = ["caMaterial", "certMaterial", "certPath", "keyMaterial", "sshOpts"];
    const given = unsupported.find((name) => settings[name]);
    if (given) throw new Error(`the provider argument ${given} is not supported by the stand-in`);
    store = process.env.STANDIN_DOCKER === "memory" ? memoryStore() : await daemonStore(settings.host);
  },

  resource(type) {
    if (type !== IMAGE) throw new Error(`${type} is not supported by the stand-in: it has ${IMAGE}`);
    if (!store) throw new Error("the docker provider was used before it was configured");
    return imageResource(store);
  },
};

function memoryStore(): ImageStore {
  return new MemoryStore(process.env.STANDIN_DOCKER_REGISTRY_FILE);
}

async function daemonStore(host: string | undefined): Promise<ImageStore> {
  return new DaemonStore(await Daemon.connect(host ?? (process.env.DOCKER_HOST || undefined)));
}

serve(docker, PLUGIN_VERSION);
