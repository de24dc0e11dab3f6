import * as pulumi from "@pulumi/pulumi";

type Condition = Readonly<Record<string, Readonly<Record<string, pulumi.Input<string | readonly string[]>>>>>;

/** A statement of an IAM policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource?: pulumi.Input<string> | readonly pulumi.Input<string>[];
  readonly Principal?: "*" | Readonly<Record<string, pulumi.Input<string>>>;
  readonly Condition?: Condition;
}

/** An IAM policy document as AWS wants it. */
export const policyDocument = (...statements: readonly Statement[]): pulumi.Output<string> =>
  pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });

/**
 * The trust policy of a role that a service of AWS takes on; some mark their sessions with tags as well.
 *
 * The condition keeps a service that works for everybody from taking the role on for somebody else.
 */
export const assumedBy = (
  service: string,
  { actions = ["sts:AssumeRole"], condition }: { actions?: readonly string[]; condition?: Condition } = {},
) =>
  policyDocument({
    Effect: "Allow",
    Principal: { Service: service },
    Action: actions,
    ...(condition && { Condition: condition }),
  });
