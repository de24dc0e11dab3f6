import { text } from "../schema/property";
import type { AwsFunction } from "./function";

export const getPartition: AwsFunction = {
  token: "aws:index/getPartition:getPartition",
  schema: { id: text() },
  run({ partition, dnsSuffix }) {
    const reverseDnsPrefix = dnsSuffix.split(".").reverse().join(".");
    return Promise.resolve({ dnsSuffix, id: partition, partition, reverseDnsPrefix });
  },
};
