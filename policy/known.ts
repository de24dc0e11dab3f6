import { Inputs, UNKNOWN } from "./resource";

/**
 * A plain copy of inputs as the policy library hands them over. There, reading an unknown value throws, and whatever a
 * rule had still to look at would be left out.
 */
export function known(value: Inputs): Inputs {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Array.from(value.keys(), (index) => copyOf(value, index));
  return Object.fromEntries(Object.keys(value).map((key) => [key, copyOf(value, key)]));
}

function copyOf(from: Inputs, key: string | number): Inputs {
  try {
    return known(from[key]);
  } catch (error) {
    if (error instanceof Error && error.constructor.name === "UnknownValueError") return UNKNOWN;
    throw error;
  }
}
