import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Asset, isProperties, type Properties, Secret, Unknown, type Value } from "./value";

// The engine marks special values by these well-known keys and texts of its protocol.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWNS = new Set([
  UNKNOWN_TEXT,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function decode(struct: Struct | undefined): Properties {
  return struct ? (decodeValue(struct.toJavaScript()) as Properties) : {};
}

function decodeValue(raw: unknown): Value {
  if (typeof raw === "string") return UNKNOWNS.has(raw) ? Unknown.value : raw;
  if (Array.isArray(raw)) return raw.map(decodeValue);
  if (typeof raw !== "object" || raw === null) return raw as Value;
  const object = raw as Record<string, unknown>;
  if (SIGNATURE in object) return decodeSpecial(object);
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, decodeValue(item)]));
}

function decodeSpecial(object: Record<string, unknown>): Value {
  switch (object[SIGNATURE]) {
    case SECRET:
      return new Secret(decodeValue(object.value));
    case ASSET:
      return new Asset(object.text as string | undefined, object.path as string | undefined);
    case OUTPUT: {
      const value = "value" in object ? decodeValue(object.value) : Unknown.value;
      return object.secret === true ? new Secret(value) : value;
    }
    default:
      throw new Error(
        `the stand-in does not support values with signature ${String(object[SIGNATURE])}: pass plain values`,
      );
  }
}

/** Undefined entries are left out: the wire format has no place for them. */
export function encode(properties: Properties): Struct {
  return Struct.fromJavaScript(encodeValue(properties) as never);
}

function encodeValue(value: Value): unknown {
  if (value instanceof Secret) return { [SIGNATURE]: SECRET, value: encodeValue(value.value) };
  if (value instanceof Unknown) return UNKNOWN_TEXT;
  if (value instanceof Asset) return encodeAsset(value);
  if (Array.isArray(value)) return value.map(encodeValue);
  if (!isProperties(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => (item as Value | undefined) !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, encodeValue(item)]));
}

function encodeAsset(asset: Asset): unknown {
  const content = asset.text === undefined ? { path: asset.path } : { text: asset.text };
  return { [SIGNATURE]: ASSET, ...content };
}
