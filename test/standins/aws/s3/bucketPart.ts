import type { Aws } from "../account/account";
import { isCode, unlessMissing } from "../account/apiError";
import { whileRefused } from "../account/wait";
import { type Args, type Kind, REGION } from "../kind/kind";
import { type Schema, text, unsupported } from "../schema/property";

/** Something that a bucket has one of at most, put, read and taken away as a whole. */
export interface Part {
  readonly type: string;
  readonly title: string;
  readonly schema: Schema;
  readonly rules?: Kind["rules"];
  put(aws: Aws, bucket: string, args: Args): Promise<unknown>;
  /** Its properties; undefined when the bucket has none. Codes in `missing` mean the same. */
  get(aws: Aws, bucket: string): Promise<Args | undefined>;
  readonly missing: readonly string[];
  /** Takes it away again. */
  remove(aws: Aws, bucket: string, state: Args): Promise<unknown>;
}

/** A bucket that has just been made is not known everywhere, and two changes of one exclude each other. */
const PASSING = ["NoSuchBucket", "OperationAborted"];
const SECONDS = 120;

export function bucketPart(part: Part): Kind {
  const { type, title, schema, rules, missing } = part;
  return {
    ...{ type, title, rules },
    schema: {
      bucket: text({ required: true, replaces: true }),
      ...schema,
      ...REGION,
    },

    async create({ aws, patience }, news) {
      const bucket = news.bucket as string;
      const seconds = Math.min(patience.seconds, SECONDS);
      const passing = (error: unknown) => isCode(error, ...PASSING);
      await whileRefused({ ...patience, seconds }, () => part.put(aws, bucket, news), passing);
      return bucket;
    },

    async read({ aws }, id, prior) {
      const found = await unlessMissing(part.get(aws, id), "NoSuchBucket", ...missing);
      return found && { ...keptFrom(prior, schema), bucket: id, ...found };
    },

    async update({ aws }, { id, news }) {
      await part.put(aws, id, news);
    },

    async delete({ aws }, id, state) {
      await unlessMissing(part.remove(aws, id, state), "NoSuchBucket", ...missing);
    },
  };
}

/** What only the program says: AWS does not answer it. */
function keptFrom(prior: Args, schema: Schema): Args {
  return Object.hasOwn(schema, "skipDestroy")
    ? { skipDestroy: (prior.skipDestroy as boolean | undefined) ?? false }
    : {};
}

/** Other accounts' buckets are none of the stand-in's business. */
export const OWNER = unsupported("expectedBucketOwner");
