import { Cases, change, unprotected } from "./broken";

/** Cases of the rules on data that must stay, and stay secret. */
export const DATA_CASES: Cases = {
  encryption: [
    [
      change("Repository", "backend", (it) => (it.encryptionConfigurations = [{ encryptionType: "AES256" }])),
      /^Repository backend does not encrypt its images /,
    ],
    [
      change("Cluster", "blog-prod", (it) => delete it.encryptionConfig),
      /^Cluster blog-prod keeps Secrets without a key /,
    ],
    [
      change("LogGroup", "blog-prod", (it) => delete it.kmsKeyId),
      /^LogGroup blog-prod keeps its logs without a key /,
    ],
    [
      change("StorageClass", "platform-storage", ({ parameters }) => delete parameters.encrypted),
      /^StorageClass platform-storage makes volumes that are not encrypted: /,
    ],
    [change("Key", "blog-prod", (it) => (it.enableKeyRotation = false)), /^Key blog-prod is never replaced /],
    [
      change(
        "BucketServerSideEncryptionConfiguration",
        "blog-prod-backups",
        ({ rules }) => (rules[0].applyServerSideEncryptionByDefault = { sseAlgorithm: "AES256" }),
      ),
      /encrypts without a key of the stack: /,
    ],
  ],
  "protected-data": [
    [
      unprotected("PersistentVolumeClaim", "database"),
      /^PersistentVolumeClaim database could be deleted by an update, /,
    ],
    [unprotected("RandomPassword", "database-root"), /^RandomPassword database-root could be deleted /],
    [unprotected("Bucket", "blog-prod-backups"), /^Bucket blog-prod-backups could be deleted /],
    [
      change("StorageClass", "platform-storage", (it) => (it.reclaimPolicy = "Delete")),
      /deletes a volume with its claim: /,
    ],
    [
      change("Key", "blog-prod-backups", (it) => (it.deletionWindowInDays = 7)),
      /: set deletionWindowInDays to 30\.$/,
    ],
    [
      change("Cluster", "blog-prod", (it) => (it.deletionProtection = false)),
      /can be deleted by one call to AWS: /,
    ],
    [
      change("Bucket", "blog-prod-backups", (it) => (it.forceDestroy = true)),
      /is deleted with all that is in it: /,
    ],
    [change("Repository", "database", (it) => (it.forceDelete = true)), /is deleted with the images in it: /],
  ],
};
