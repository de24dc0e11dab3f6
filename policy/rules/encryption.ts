import { Inputs } from "../resource";
import { Rule } from "../rule";

const isSet = (key: unknown) => key !== undefined && key !== null && key !== "";

/** What each kind of resource needs, and what is wrong without. A key that is not known yet is one. */
const NEEDS: readonly [type: RegExp, satisfied: (inputs: Inputs) => boolean, trouble: string][] = [
  [
    /^aws:ecr\/repository:/,
    ({ encryptionConfigurations: all }) => all?.[0]?.encryptionType === "KMS" && isSet(all[0].kmsKey),
    "does not encrypt its images with a key of the stack: set encryptionConfigurations to type KMS with its key",
  ],
  [
    /^aws:eks\/cluster:/,
    ({ encryptionConfig }) =>
      isSet(encryptionConfig?.provider?.keyArn) &&
      (encryptionConfig.resources as unknown[] | undefined)?.includes("secrets") === true,
    'keeps Secrets without a key of the stack: set encryptionConfig for ["secrets"] with its key',
  ],
  [
    /^aws:cloudwatch\/logGroup:/,
    ({ kmsKeyId }) => isSet(kmsKeyId),
    "keeps its logs without a key of the stack: set kmsKeyId",
  ],
  [
    /^aws:s3\/bucketServerSideEncryptionConfiguration(V2)?:/,
    ({ rules = [] }) =>
      (rules as Inputs[]).some(({ applyServerSideEncryptionByDefault: by }) =>
        /^aws:kms/.test(String(by?.sseAlgorithm)),
      ),
    'encrypts without a key of the stack: set sseAlgorithm to "aws:kms" with its key',
  ],
  [
    /^kubernetes:storage\.k8s\.io\/v1:StorageClass$/,
    ({ parameters }) => parameters?.encrypted === "true",
    'makes volumes that are not encrypted: set parameters.encrypted to "true"',
  ],
  [
    /^aws:kms\/key:/,
    ({ enableKeyRotation }) => enableKeyRotation === true,
    "is never replaced by a new key: set enableKeyRotation to true",
  ],
];

/** Whoever gets hold of a disk, a copy or a log gets nothing. */
export const encryption: Rule = {
  name: "encryption",
  description: "Images, Secrets, logs, volumes and backups are encrypted, and their keys are replaced.",
  *examine({ type, inputs }) {
    for (const [kind, satisfied, trouble] of NEEDS) {
      if (kind.test(type) && !satisfied(inputs)) yield trouble;
    }
  },
};
