/** Labels that select the pods of a component. A version is never among them: selectors cannot change. */
export const selectorLabels = (name: string) => ({
  "app.kubernetes.io/name": name,
  "app.kubernetes.io/part-of": "blog",
});

/** For a Service whose pods were waited for already: Pulumi's own wait for its endpoints takes ten seconds more. */
export const PODS_ARE_READY = { "pulumi.com/skipAwait": "true" };
