import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { aws, provider } from "./config/aws";
import { cluster } from "./config/cluster";
import { domainName, group, integer } from "./config/fields";
import { given, problemsOf } from "./config/problems";
import { databaseKeys, proxyKeys, workloads } from "./config/workloads";

const onCluster = z.strictObject({
  platform: z.literal("cluster"),
  cluster,
  ...workloads,
  database: group(databaseKeys).prefault({}),
  proxy: group(proxyKeys).prefault({}),
});

const onAws = z
  .strictObject({
    platform: z.literal("aws"),
    aws,
    ...workloads,
    database: group({
      ...databaseKeys,
      backup: group({
        /** Days that a backup is kept. */
        keepDays: integer(1, 3650).default(7),
      }).prefault({}),
    }).prefault({}),
    proxy: group({
      ...proxyKeys,
      /** Name that readers use; absent means plain HTTP under the load balancer's own name. */
      domain: domainName.optional(),
    }).prefault({}),
  })
  .refine(({ aws, proxy }) => aws.hostedZone === undefined || proxy.domain !== undefined, {
    path: ["aws", "hostedZone"],
    error: "is of no use without blog:proxy.domain: set that one too, or remove this one",
  })
  .refine(({ aws, proxy }) => liesIn(proxy.domain, aws.hostedZone), {
    path: ["aws", "hostedZone"],
    error: (issue) => {
      const { proxy } = issue.input as { proxy: { domain: string } };
      return `is not a zone that blog:proxy.domain "${proxy.domain}" lies in: name one that the domain ends with`;
    },
  });

/** True if a name is that of a zone or lies below it, and where there is nothing to compare. */
function liesIn(domain: string | undefined, zone: string | undefined): boolean {
  return domain === undefined || zone === undefined || `.${domain}`.endsWith(`.${zone}`);
}

const schema = z.discriminatedUnion("platform", [onCluster, onAws], { error: 'must be "aws" or "cluster"' });

/** Everything an operator can set, checked and with its defaults filled in. */
export type Config =
  z.infer<typeof onCluster> | (z.infer<typeof onAws> & { readonly provider: z.infer<typeof provider> });

/**
 * Reads the stack's configuration: the only place that does.
 *
 * Throws a RunError that lists every wrong, missing or unknown key, one sentence each.
 */
export function readConfig(): Config {
  const blog = new pulumi.Config();
  const account = new pulumi.Config("aws");
  const onAccount = blog.get("platform") === "aws";
  const problems = [...problemsOf(schema, blog), ...(onAccount ? problemsOf(provider, account) : [])];
  if (problems.length > 0) throw new pulumi.RunError(problems.join("\n"));
  const config = schema.parse(given(blog));
  return config.platform === "aws" ? { ...config, provider: provider.parse(given(account)) } : config;
}
