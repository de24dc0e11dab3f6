import * as pulumi from "@pulumi/pulumi";
import { Failure } from "../failure";
import { Session } from "../../components/platform/aws/commandLine";
import { Deployed } from "./deployed";
import { repositoryClient } from "./repository";
import { imageKey } from "./rows";

/** What the registry has of all releases; what it could not be asked is missing, and the reason is among the troubles. */
export async function lookedUp({ releases, repositories }: Deployed, aws: Session | undefined) {
  const there = new Map<string, boolean>();
  const troubles = new Set<string>();
  const services = Object.keys(repositories);
  await Promise.all(
    services.map(async (service) => {
      const digests = new Set(
        releases.filter((each) => each.service === service).map(({ digest }) => digest),
      );
      try {
        const client = await repositoryClient(repositories[service], aws);
        for (const digest of digests) {
          there.set(imageKey({ service, digest }), (await client.digestOf(digest)) !== undefined);
        }
      } catch (error) {
        troubles.add(sentenceOf(error));
      }
    }),
  );
  return { there, troubles: [...troubles] };
}

function sentenceOf(error: unknown): string {
  if (error instanceof Failure || pulumi.RunError.isInstance(error)) return error.message;
  throw error;
}
