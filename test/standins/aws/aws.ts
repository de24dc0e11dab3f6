import type { CheckFailure, DiffResult, Resource, StandIn } from "../protocol/provider";
import type { Properties } from "../protocol/value";
import type { Account } from "./account/account";
import { connect } from "./account/connect";
import { diffSettings } from "./account/diff";
import { checkSettings, parseSettings } from "./account/settings";
import { answer } from "./functions/answer";
import { KindResource } from "./kind/resource";
import { KINDS } from "./kinds";

/** The aws provider: one account, the types of resources in `kinds.ts` and the functions in `functions`. */
export class AwsStandIn implements StandIn {
  readonly acceptSecrets = false;
  private account: Account | undefined;

  checkConfig(inputs: Properties): CheckFailure[] {
    return checkSettings(inputs);
  }

  diffConfig(olds: Properties, news: Properties): DiffResult {
    return diffSettings(olds, news);
  }

  async configure(settings: Record<string, string>): Promise<void> {
    this.account = await connect(parseSettings(settings));
  }

  resource(type: string): Resource {
    const kind = KINDS.get(type);
    if (!kind)
      throw new Error(`${type} is not supported by the stand-in: it has ${[...KINDS.keys()].join(", ")}`);
    return new KindResource(kind, this.configured(type));
  }

  invoke(token: string, args: Properties): Promise<Properties> {
    return answer(token, args, this.configured(token));
  }

  private configured(token: string): Account {
    if (!this.account) throw new Error(`the aws provider was used for ${token} before it was configured`);
    return this.account;
  }
}
