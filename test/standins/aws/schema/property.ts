/** Says what a value has to be, where it is not: "must be …". Unknown values are not looked at. */
export type Rule = (value: any) => string | undefined;

/** What a property of any kind may say of itself. */
export interface Traits {
  /** The program has to give it. */
  readonly required?: boolean;
  /** AWS chooses a value where the program gives none. */
  readonly computed?: boolean;
  /** Only AWS says it; it is no argument. */
  readonly output?: boolean;
  /** Changing it makes another resource. */
  readonly replaces?: boolean;
  /** Value where the program gives none. */
  readonly fallback?: string | number | boolean;
  readonly rule?: Rule;
}

interface TextTraits extends Traits {
  /** Whether two texts that differ mean the same. */
  readonly same?: (one: string, other: string) => boolean;
  /** Objects of the program are written as JSON. */
  readonly document?: boolean;
}

interface ManyTraits extends Traits {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export type Scalar =
  (TextTraits & { readonly kind: "text" }) | (Traits & { readonly kind: "number" | "flag" });
export type Many = ManyTraits & { readonly kind: "list" | "set"; readonly of: Property };
export type MapOf = Traits & { readonly kind: "map"; readonly of: Property };
export type Block = Traits & { readonly kind: "block"; readonly fields: Schema };
/** An argument of the real provider that this one does not know what to do with. */
export type Unsupported = Traits & { readonly kind: "unsupported" };

export type Property = Scalar | Many | MapOf | Block | Unsupported;
/** The properties of a type of resource, by name. */
export type Schema = Readonly<Record<string, Property>>;

export const text = (traits: TextTraits = {}): Property => ({ kind: "text", ...traits });
export const number = (traits: Traits = {}): Property => ({ kind: "number", ...traits });
export const flag = (traits: Traits = {}): Property => ({ kind: "flag", ...traits });
/** Elements in an order that matters. */
export const list = (of: Property, traits: ManyTraits = {}): Property => ({ kind: "list", of, ...traits });
/** Elements in any order. */
export const set = (of: Property, traits: ManyTraits = {}): Property => ({ kind: "set", of, ...traits });
export const mapOf = (of: Property, traits: Traits = {}): Property => ({ kind: "map", of, ...traits });
export const block = (fields: Schema, traits: Traits = {}): Property => ({
  kind: "block",
  fields,
  ...traits,
});

/** Outputs of one text each. */
export function outputs(...names: string[]): Schema {
  return Object.fromEntries(names.map((name) => [name, text({ output: true })]));
}

/** Arguments that are refused, because nothing would be done with them. */
export function unsupported(...names: string[]): Schema {
  return Object.fromEntries(names.map((name) => [name, { kind: "unsupported" }]));
}
