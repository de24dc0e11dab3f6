/** Labels that select the pods of a component. A version is never among them: selectors cannot change. */
export const selectorLabels = (name: string) => ({
  "app.kubernetes.io/name": name,
  "app.kubernetes.io/part-of": "blog",
});
