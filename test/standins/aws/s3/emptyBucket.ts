import {
  type _Object,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectVersion,
} from "@aws-sdk/client-s3";
import type { Aws } from "../account/account";

/** Deletes all objects of a bucket, in all versions. */
export async function emptyBucket({ s3 }: Aws, Bucket: string): Promise<void> {
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])] as (ObjectVersion & _Object)[];
    if (found.length === 0) return;
    const Objects = found.map(({ Key, VersionId }) => ({ Key, VersionId }));
    const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    if (Errors.length > 0) throw new Error(`deleting S3 object ${Errors[0].Key}: ${Errors[0].Message}`);
  }
}
