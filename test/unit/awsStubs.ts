import { AwsAccount, awsAnswer as answerOf } from "../../commands/plan/simulation/awsAccount";
import { awsOutputs as outputsOf } from "../../commands/plan/simulation/awsOutputs";

/** The account of all unit tests: AWS keeps this number for examples. */
export const ACCOUNT = "111122223333";
export const REGION = "eu-central-1";

/** An account in which the stack is not there yet. */
let account: AwsAccount = {
  number: ACCOUNT,
  region: REGION,
  zones: ["a", "b", "c", "d"].map((letter) => `${REGION}${letter}`),
  supported: ["1.37", "1.36"],
  clusters: {},
  hostedZones: { "example.com": "Z111111QQQQQQQ" },
};

/** Makes the account another one, until what it returns is called. */
export function awsAccount(changes: Partial<AwsAccount>): () => void {
  const before = account;
  account = { ...account, ...changes };
  return () => {
    account = before;
  };
}

/** What AWS would answer; undefined if nobody should ask it. */
export const awsAnswer = (token: string, inputs: Record<string, unknown>) => answerOf(account, token, inputs);

/** What AWS would add to the inputs of a resource, as far as the program uses it. */
export const awsOutputs = (type: string, name: string, inputs: Record<string, unknown>) =>
  outputsOf(account, type, name, inputs);
