import type { CreateCall, Resource } from "../protocol/provider";
import {
  containsUnknown,
  isProperties,
  isTrue,
  type Properties,
  reveal,
  Secret,
  textOf,
  Unknown,
} from "../protocol/value";
import { buildOf, isUnresolved } from "./build";
import { dockerfileInContext } from "./builder";
import { diffImage } from "./imageDiff";
import { checkImage } from "./inputs";
import type { ImageStore } from "./store";

/** `docker:index/image:Image`: builds and pushes; reading and deleting do nothing remotely. */
export function imageResource(store: ImageStore): Resource {
  const make = async (call: CreateCall): Promise<Properties> => {
    if (call.preview && !canBuildInPreview(call)) return call.news;
    return buildAndPush(store, call);
  };
  return {
    check: async (call) => Promise.resolve(checkImage(call)),
    diff: ({ olds, news }) => Promise.resolve(diffImage(olds, news)),
    create: async (call) => ({
      id: call.preview ? "" : (textOf(call.news.imageName) ?? ""),
      state: await make(call),
    }),
    read: ({ id, inputs, state }) => Promise.resolve({ id, inputs, state }),
    update: make,
    delete: () => Promise.resolve(),
  };
}

async function buildAndPush(
  store: ImageStore,
  { news, preview, log, cancelled }: CreateCall,
): Promise<Properties> {
  const inputs = reveal(news) as Properties;
  const name = textOf(inputs.imageName) ?? "";
  const build = buildOf(inputs.build);
  const { contextDigest } = inputs.build as Properties;
  const repoDigest = await store.make({
    name,
    build,
    contextDigest: textOf(contextDigest) ?? "",
    registry: inputs.registry,
    push: !preview && !isTrue(inputs.skipPush),
    log,
    cancelled,
  });
  return {
    baseImageName: name,
    context: build.context,
    dockerfile: dockerfileInContext(build),
    imageName: name,
    platform: build.platform,
    registryServer: isProperties(inputs.registry) ? (textOf(inputs.registry.server) ?? "") : "",
    repoDigest,
    __inputs: new Secret(news),
  };
}

function canBuildInPreview({ news, log }: CreateCall): boolean {
  if (!isTrue(news.buildOnPreview)) return false;
  const args = isProperties(news.build) ? news.build.args : undefined;
  const resolved =
    !isUnresolved(news.build) && !containsUnknown(args) && !(news.imageName instanceof Unknown);
  if (!resolved)
    log.warning("Minimum inputs for build are unresolved. Continuing without preview image build.");
  return resolved;
}
