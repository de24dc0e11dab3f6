import { checkArguments } from "../protocol/arguments";
import type { Resource, StandIn } from "../protocol/provider";
import { serve } from "../protocol/serve";
import { randomId } from "./id";
import { randomText } from "./text";

declare const PLUGIN_VERSION: string;

const TYPES: Record<string, Resource> = {
  "random:index/randomPassword:RandomPassword": randomText(true),
  "random:index/randomString:RandomString": randomText(false),
  "random:index/randomId:RandomId": randomId,
};

const random: StandIn = {
  acceptSecrets: true,
  checkConfig: (inputs) => checkArguments(inputs, { version: "string", pluginDownloadURL: "string" }),
  diffConfig: () => ({ changes: [] }),
  configure: () => Promise.resolve(),
  resource(type) {
    const resource = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
    if (!resource)
      throw new Error(`${type} is not supported by the stand-in: it has ${Object.keys(TYPES).join(", ")}`);
    return resource;
  },
};

serve(random, PLUGIN_VERSION);
