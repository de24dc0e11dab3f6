import { Account } from "../../../standins/aws/account/account";
import type { Kind } from "../../../standins/aws/kind/kind";
import { KindResource } from "../../../standins/aws/kind/resource";
import { KINDS } from "../../../standins/aws/kinds";
import type { CheckResult, DiffResult } from "../../../standins/protocol/provider";
import type { Properties } from "../../../standins/protocol/value";
import { callOf } from "../call";

export const ACCOUNT = new Account({ region: "eu-central-1" }, "123456789012", "eu-central-1", {
  project: "blog",
});

/** The kind of a token; throws where the stand-in has none. */
export function kindOf(type: string): Kind {
  const kind = KINDS.get(type);
  if (!kind) throw new Error(`the stand-in has no ${type}`);
  return kind;
}

export function check(type: string, news: Properties, olds: Properties = {}): Promise<CheckResult> {
  const call = { ...callOf(type), news, olds, randomSeed: Buffer.from("seed") };
  return new KindResource(kindOf(type), ACCOUNT).check(call);
}

/** The differences between a state and what the program asks for, after its check. */
export async function diff(type: string, olds: Properties, given: Properties): Promise<DiffResult> {
  const { inputs } = await check(type, given, olds);
  const call = { ...callOf(type), id: "it", olds, oldInputs: olds, news: inputs, ignoreChanges: [] };
  return new KindResource(kindOf(type), ACCOUNT).diff(call);
}
