/** Tag of the image that this page came from; undefined where it is not known, as in development. */
export function pageVersion(): string | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="version"]')?.content;
  return content === "unknown" ? undefined : content;
}
