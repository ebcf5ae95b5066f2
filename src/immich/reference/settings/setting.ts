/** What is known of a system setting of Immich. */

/** The default, as text, and what the setting does. */
export type SettingRow = readonly [byDefault: string, description: string];

type Leaf = string | number | boolean | readonly unknown[];

/** The path of every setting within `Part`, as `database.enabled`: what a table of them must have, no more and no less. */
export type SettingPath<Part> = {
  [Key in keyof Part & string]-?: NonNullable<Part[Key]> extends Leaf
    ? Key
    : `${Key}.${SettingPath<NonNullable<Part[Key]>>}`;
}[keyof Part & string];

export type SettingTable<Part> = Readonly<Record<SettingPath<Part>, SettingRow>>;
