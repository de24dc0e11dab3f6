/** Type token and logical name of a URN `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`. */
export function parseUrn(urn: string): { type: string; name: string } {
  const [, , types, ...name] = urn.split("::");
  const type = types.slice(types.lastIndexOf("$") + 1);
  return { type, name: name.join("::") };
}
