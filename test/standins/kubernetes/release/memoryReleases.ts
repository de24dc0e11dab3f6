import type { Properties } from "../../protocol/value";
import { chartOf } from "./chart";
import type { Releases } from "./releases";

/** Releases without a cluster: nothing is rendered, only the chart has to be there. */
export const memoryReleases: Releases = {
  install: (inputs) => Promise.resolve(void chartOf(inputs)),
  upgrade: (inputs) => Promise.resolve(void chartOf(inputs)),
  uninstall: () => Promise.resolve(),
  status: (namespace, name, recorded) => Promise.resolve(deployed(namespace, name, recorded)),
  resourceNames: () => Promise.resolve({}),
};

const deployed = (namespace: string, name: string, { chart, version }: Properties): Properties => ({
  ...{ name, namespace, status: "deployed", revision: 1 },
  ...(chart === undefined ? {} : { chart }),
  ...(version === undefined ? {} : { version }),
});
