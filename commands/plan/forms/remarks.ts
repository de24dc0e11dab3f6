/** What no plan can know, in sentences. */
export const UNKNOWN = [
  "Nobody was asked: ids, ARNs, addresses and the suffixes of names that Pulumi makes up are placeholders.",
  "Images are named by tag, and all are taken to be built: whether one exists already, and its digest, is only known with the registry at hand.",
];
