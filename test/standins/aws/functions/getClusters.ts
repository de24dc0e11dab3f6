import { ListClustersCommand } from "@aws-sdk/client-eks";
import { REGION } from "../kind/kind";
import type { AwsFunction } from "./function";

export const getClusters: AwsFunction = {
  token: "aws:eks/getClusters:getClusters",
  schema: { ...REGION },
  async run({ eks, region }) {
    const names: string[] = [];
    for (let nextToken: string | undefined; ;) {
      const page = await eks.send(new ListClustersCommand({ nextToken }));
      names.push(...(page.clusters ?? []));
      nextToken = page.nextToken;
      if (!nextToken) return { id: region, names };
    }
  },
};
