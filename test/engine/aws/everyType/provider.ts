import * as aws from "@pulumi/aws";

/** What a second version of the program has otherwise. */
export const changed = process.env.EVERY_TYPE_CHANGED === "true";

export const REGION = "eu-central-1";

/** Everything is made by this one, with its tags. */
export const provider = new aws.Provider("aws", {
  region: REGION,
  defaultTags: { tags: { project: "every-type", owner: changed ? "somebody" : "nobody" } },
});
