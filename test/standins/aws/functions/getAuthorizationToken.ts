import { GetAuthorizationTokenCommand } from "@aws-sdk/client-ecr";
import { REGION } from "../kind/kind";
import { text } from "../schema/property";
import type { AwsFunction } from "./function";

export const getAuthorizationToken: AwsFunction = {
  token: "aws:ecr/getAuthorizationToken:getAuthorizationToken",
  schema: { registryId: text(), ...REGION },
  async run({ ecr, region }, { registryId }) {
    const registryIds = registryId ? [registryId as string] : undefined;
    const { authorizationData = [] } = await ecr.send(new GetAuthorizationTokenCommand({ registryIds }));
    const [data] = authorizationData;
    const [userName, ...password] = Buffer.from(data.authorizationToken!, "base64").toString().split(":");
    return {
      authorizationToken: data.authorizationToken,
      expiresAt: data.expiresAt?.toISOString(),
      id: region,
      password: password.join(":"),
      proxyEndpoint: data.proxyEndpoint,
      registryId,
      userName,
    };
  },
};
