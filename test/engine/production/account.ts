import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  Credentials,
  STSClient,
} from "@aws-sdk/client-sts";
import { ApiRequest, Aws, Resource, startAws } from "../../doubles/aws/double";
import { registry } from "../registry";
import { Workspace } from "../workspace";

export const REGION = "eu-central-1";
export const DOMAIN = "blog.example.com";
const STATE_BUCKET = "state-of-the-blog";

/** An account of AWS as an operator has prepared it: a place for the state, a zone for the domain, a role to deploy with. */
export class Account {
  private constructor(
    readonly aws: Aws,
    /** Key of the state's secrets. */
    readonly key: string,
    /** Role that brings the stack up. */
    readonly deployer: string,
    private readonly prepared: readonly Resource[],
  ) {}

  static async prepare(): Promise<Account> {
    const aws = await startAws({ DOUBLE_REGISTRY: `http://${registry().host}` });
    const options = optionsFor(aws);
    await new S3Client({ ...options, forcePathStyle: true }).send(
      new CreateBucketCommand({
        Bucket: STATE_BUCKET,
        CreateBucketConfiguration: { LocationConstraint: REGION },
      }),
    );
    const { KeyMetadata } = await new KMSClient(options).send(new CreateKeyCommand({}));
    await new Route53Client(options).send(
      new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "tests" }),
    );
    const iam = new IAMClient(options);
    const root = "arn:aws:iam::123456789012:root";
    const trust = { Effect: "Allow", Principal: { AWS: root }, Action: "sts:AssumeRole" };
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: "deployer",
        AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
      }),
    );
    await iam.send(
      new AttachRolePolicyCommand({
        RoleName: "deployer",
        PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
    );
    if (!KeyMetadata?.Arn || !Role?.Arn) throw new Error("The double gave no ARN for the key or the role.");
    return new Account(aws, KeyMetadata.Arn, Role.Arn, await aws.everything());
  }

  /** A workspace for the stack of production, whose state and secrets lie in the account. */
  async workspace(): Promise<Workspace> {
    return this.configured(
      await Workspace.create("prod", {
        variables: {
          ...(await this.session()),
          PULUMI_BACKEND_URL: `s3://${STATE_BUCKET}?region=${REGION}&s3ForcePathStyle=true`,
        },
        initOptions: [`--secrets-provider=awskms:///${this.key}?region=${REGION}`],
      }),
    );
  }

  /** The same with a state on this machine, which needs no credentials. */
  async workspaceWithLocalState(): Promise<Workspace> {
    return this.configured(await Workspace.create("prod", { variables: await this.session() }));
  }

  private async session(): Promise<Record<string, string>> {
    return { ...this.aws.environment, ...(await this.signIn(this.deployer)), AWS_REGION: REGION };
  }

  private configured(workspace: Workspace): Workspace {
    workspace.configure({ "aws:region": REGION, "blog:proxy": { domain: DOMAIN } });
    workspace.configure({ "blog:aws": this.keys });
    return workspace;
  }

  /** Variables with the credentials of a session of a role. */
  async signIn(roleArn: string): Promise<Record<string, string>> {
    const { Credentials } = await new STSClient(optionsFor(this.aws)).send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "test" }),
    );
    return variablesOf(Credentials);
  }

  /** What only the operator knows. */
  get keys() {
    return {
      admins: [this.deployer],
      apiAccess: ["203.0.113.7/32"],
      kubernetesVersion: "1.36",
      github: "octo-org/blog",
      state: { bucket: STATE_BUCKET, key: this.key },
    };
  }

  /** ARN of a role that the stack made, by the name of its output. */
  async roleOf(workspace: Workspace, output: "previewRole" | "deployRole"): Promise<string> {
    const { code, output: text } = await workspace.run("stack", "output", output);
    if (code !== 0) throw new Error(`The stack has no output ${output}: ${text}`);
    return text.trim();
  }

  /** Variables with the credentials that a workflow of the repository gets for a role. */
  async workflow(roleArn: string, subject: string): Promise<Record<string, string>> {
    const claims = {
      iss: "https://token.actions.githubusercontent.com",
      aud: "sts.amazonaws.com",
      sub: `repo:octo-org/blog:${subject}`,
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const { Credentials } = await new STSClient(optionsFor(this.aws)).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: roleArn,
        RoleSessionName: "workflow",
        WebIdentityToken: `${part({ alg: "RS256" })}.${part(claims)}.${part({})}`,
      }),
    );
    return variablesOf(Credentials);
  }

  /** Runs something with other credentials than the deployer's. */
  async as<T>(session: Record<string, string>, workspace: Workspace, run: () => Promise<T>): Promise<T> {
    const before = { ...workspace.variables };
    Object.assign(workspace.variables, session);
    try {
      return await run();
    } finally {
      Object.assign(workspace.variables, before);
    }
  }

  /** What was asked of AWS while something ran. */
  async during(run: () => Promise<void>): Promise<ApiRequest[]> {
    const before = (await this.aws.requests()).length;
    await run();
    return (await this.aws.requests()).slice(before);
  }

  /** What the account holds besides what it held before the stack. */
  async made(): Promise<Resource[]> {
    const before = new Set(this.prepared.map(({ kind, id }) => `${kind} ${id}`));
    return (await this.aws.everything()).filter(({ kind, id }) => !before.has(`${kind} ${id}`));
  }
}

const optionsFor = (aws: Aws) => ({
  region: REGION,
  endpoint: aws.url,
  credentials: {
    accessKeyId: aws.environment.AWS_ACCESS_KEY_ID,
    secretAccessKey: aws.environment.AWS_SECRET_ACCESS_KEY,
  },
});

function variablesOf(credentials: Credentials | undefined): Record<string, string> {
  const { AccessKeyId, SecretAccessKey, SessionToken } = credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error("The double gave no credentials.");
  return {
    AWS_ACCESS_KEY_ID: AccessKeyId,
    AWS_SECRET_ACCESS_KEY: SecretAccessKey,
    AWS_SESSION_TOKEN: SessionToken,
  };
}
