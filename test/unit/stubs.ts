import { World } from "../../commands/plan/simulation/declared";
import { outputsOf } from "../../commands/plan/simulation/outputs";
import { ACCOUNT, awsAnswer, REGION } from "./awsStubs";
import { FakeRegistry } from "./registry/fakeRegistry";
import { putImage } from "./registry/images";

/** What stands in for all providers in the tests; images are pushed to a registry of this process. */
export const stubs = (registry: FakeRegistry): World => ({
  idOf: (_type, name) => `${name}-id`,
  outputsOf: (type, name, inputs) =>
    outputsOf(
      {
        account: { number: ACCOUNT, region: REGION },
        push: (imageName) => pushed(imageName, registry),
        nameFor: () => "generated-name",
      },
      type,
      name,
      inputs,
    ),
  answerOf: awsAnswer,
});

/** Puts an image under its name into the registry; returns its reference by digest. */
function pushed(imageName: string, registry: FakeRegistry): string {
  const [, name = "", path = "", tag = ""] = /^([^/]+\/(.+)):([^:/]+)$/.exec(imageName) ?? [];
  return `${name}@${putImage(registry.repository(path), { tag })}`;
}
