import assert from "node:assert/strict";
import { mock } from "node:test";
import { History } from "../../components/history";
import { ImagePlan, planImages } from "../../components/imagePlan";
import { forEachImage, ImageName } from "../../components/platform/platform";
import { Release } from "../../components/releases";
import { WantedImage } from "../../components/wantedImages";
import { registryForEach } from "./registry/asking";
import { putImage } from "./registry/images";

export const A = "3f2a9c1d04be";
export const B = "91bc07e6a2f1";

/** For each test of a group a registry, and plans of images that are pushed there. */
export function planForEach() {
  const registry = registryForEach();
  beforeEach(() => {
    for (const way of ["log", "warn"] as const) mock.method(console, way, () => undefined);
  });
  afterEach(() => mock.restoreAll());

  /** Pushes an image of a service; returns its digest. */
  const push = (service: string, tag?: string) => putImage(registry().repository(`blog/${service}`), { tag });

  /** What an update plans for all images. */
  const planAll = (wanted: Readonly<Record<ImageName, WantedImage>>, history: History) =>
    planImages(
      wanted,
      {
        repositories: forEachImage((service) => ({ name: `${registry().host}/blog/${service}` })),
        declare: () => assert.fail("a plan declares nothing"),
      },
      history,
    );

  /** What an update plans for the backend; of the others B runs, and is there. */
  async function plan(image: WantedImage, history: Partial<History> = {}): Promise<ImagePlan> {
    for (const service of ["frontend", "database"]) push(service, B);
    const wanted = { ...forEachImage<WantedImage>(() => ({ reference: B, pinned: false })), backend: image };
    return (await planAll(wanted, { time: "", releases: [], lastBuilt: {}, ...history })).backend;
  }
  return { registry, push, plan, planAll };
}

export function release(service: string, tag: string, digest: string): Release {
  return { service, tag, digest, time: "2026-01-02T03:04:05.678Z", revision: 1 };
}

/** What a history says where B of the backend ran last. */
export const RAN_B = [release("backend", B, `sha256:${"b".repeat(64)}`)];

/** What a history says where the last update declared the backend with a tag. */
export const declared = (tag: string) => ({ backend: { tag, round: 0, recipe: "" } });
