import { Inputs, Resource } from "../resource";
import { Rule } from "../rule";

/** What holds data, or what data is lost without: Pulumi has to refuse to delete it. */
const GUARDED: readonly [type: RegExp, what: string][] = [
  [/^kubernetes:core\/v1:PersistentVolumeClaim$/, "the data on its volume"],
  [/^random:index\/randomPassword:RandomPassword$/, "the password of the data"],
  [/^aws:s3\/bucket(V2)?:/, "the objects in it"],
  [/^aws:kms\/key:Key$/, "whatever is encrypted with it"],
  [/^aws:ecr\/repository:Repository$/, "the releases to go back to"],
  [/^aws:eks\/cluster:Cluster$/, "all that runs in it"],
];

/** Days, as many as AWS allows: what is encrypted with a key is gone for ever when it is. */
const LONGEST_WINDOW = 30;

/** Settings of the clouds themselves, which hold whoever goes past Pulumi. */
const SETTINGS: readonly [type: RegExp, safe: (inputs: Inputs) => boolean, trouble: string][] = [
  [
    /^kubernetes:storage\.k8s\.io\/v1:StorageClass$/,
    ({ reclaimPolicy }) => reclaimPolicy === "Retain",
    "deletes a volume with its claim: set reclaimPolicy to Retain",
  ],
  [
    /^aws:kms\/key:Key$/,
    ({ deletionWindowInDays = LONGEST_WINDOW }) => deletionWindowInDays >= LONGEST_WINDOW,
    `can be called back for too short a time after a deletion: set deletionWindowInDays to ${LONGEST_WINDOW}`,
  ],
  [
    /^aws:eks\/cluster:Cluster$/,
    ({ deletionProtection }) => deletionProtection === true,
    "can be deleted by one call to AWS: set deletionProtection to true",
  ],
  [
    /^aws:s3\/bucket(V2)?:/,
    ({ forceDestroy }) => forceDestroy !== true,
    "is deleted with all that is in it: leave forceDestroy out",
  ],
  [
    /^aws:ecr\/repository:Repository$/,
    ({ forceDelete }) => forceDelete !== true,
    "is deleted with the images in it: leave forceDelete out",
  ],
];

export const protectedData: Rule = {
  name: "protected-data",
  description: "What holds data cannot be deleted by an update or a destroy.",
  *examine(resource: Resource) {
    for (const [type, what] of GUARDED) {
      if (type.test(resource.type) && !resource.protect)
        yield `could be deleted by an update, and with it ${what}: protect it, as blog:database.protect does`;
    }
    for (const [type, safe, trouble] of SETTINGS) {
      if (type.test(resource.type) && !safe(resource.inputs)) yield trouble;
    }
  },
};
