/**
 * A DTO as it crosses the wire: the SDK's enums become the string literals they stand for, so that handlers are typed by the
 * SDK without loading it.
 */
export type Wire<T> = T extends string
  ? `${T}`
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;
