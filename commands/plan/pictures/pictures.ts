import { Plan } from "../plan";

export const picturesOf = (_plan: Plan): Promise<[string, string][]> => Promise.resolve([]);
