/** Which part of the history the model asked for. */

/** Arguments of history_list that narrow it, as they were given. */
const narrowing = ['since', 'until', 'tool', 'caller', 'about_id'] as const;

export function narrowedBy(args: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = narrowing.map((name) => [name, args[name]] as const);
  return Object.fromEntries(
    given.filter((entry): entry is [(typeof narrowing)[number], string] => typeof entry[1] === 'string'),
  );
}

const longest = 60;

/** In words; empty where it is the whole history. */
export function narrowedText({ since, until, tool, caller, about_id }: Record<string, string>): string {
  const parts = [
    since === undefined ? undefined : `since ${since}`,
    until === undefined ? undefined : `until ${until}`,
    tool === undefined ? undefined : `by tools called “${tool}”`,
    caller === undefined ? undefined : `asked for by ${caller}`,
    about_id === undefined ? undefined : 'of one photo, album or other thing',
  ].filter((part) => part !== undefined);
  const text = parts.join(', ');
  return text === '' ? '' : `Only changes ${text.length > 2 * longest ? `${text.slice(0, 2 * longest)}…` : text}`;
}
