import { all, length, pattern } from "../rules/rule";

/** A name that is free to be part of a host name. */
export const bucketName = all(
  length(3, 63),
  pattern(
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])$/,
    "small letters, digits, . and -, beginning and ending with a letter or digit",
  ),
  (name: string) => (name.includes("..") ? "must have no two dots in a row" : undefined),
  (name: string) => (/^\d+\.\d+\.\d+\.\d+$/.test(name) ? "must be no IP address" : undefined),
  (name: string) =>
    /^xn--|^sthree-|-s3alias$|--ol-s3$/.test(name)
      ? "must have none of AWS's own beginnings and ends"
      : undefined,
);
