import { Inputs } from "../resource";

const WHOLE_INTERNET = /^(0\.0\.0\.0\/0|::\/0|0:0:0:0:0:0:0:0\/0)$/;

/** Whether a network, or one of a list, is the whole internet. */
export const open = (networks: Inputs) =>
  [networks].flat().some((network) => typeof network === "string" && WHOLE_INTERNET.test(network));
