import * as pulumi from "@pulumi/pulumi";
import { Session } from "./commandLine";

export interface KubeconfigArgs extends Session {
  readonly cluster: {
    readonly name: pulumi.Output<string>;
    readonly endpoint: pulumi.Output<string>;
    readonly certificateAuthority: pulumi.Output<string>;
  };
}

/** Logs in through the AWS CLI whenever it is needed: no token of the cluster lies in the state. */
export function kubeconfigOf({ cluster, region, profile }: KubeconfigArgs): pulumi.Output<string> {
  const login = ["eks", "get-token", "--output", "json", "--region", region, "--cluster-name"];
  return pulumi.jsonStringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "eks",
        cluster: {
          server: cluster.endpoint,
          "certificate-authority-data": cluster.certificateAuthority,
        },
      },
    ],
    contexts: [{ name: "eks", context: { cluster: "eks", user: "eks" } }],
    "current-context": "eks",
    users: [
      {
        name: "eks",
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            // Only a profile that the stack itself names: laptops and workflows call theirs differently.
            args: [...login, cluster.name, ...(profile ? ["--profile", profile] : [])],
            interactiveMode: "Never",
          },
        },
      },
    ],
  });
}
