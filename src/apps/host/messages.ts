/**
 * What a page and its host say to each other: JSON-RPC 2.0 in window messages, as MCP Apps has it.
 * https://github.com/modelcontextprotocol/ext-apps/blob/main/specification/2026-01-26/apps.mdx
 */

/** The revision of MCP Apps that the pages speak. */
export const protocolVersion = '2026-01-26';

/** What a page says to a host that asks the person before it closes the page: whether anything would be lost. Not part of MCP Apps. */
export const heldOpen = 'albumen/held-open';

export type Params = Readonly<Record<string, unknown>>;

/** What of the host's surroundings the pages look at. */
export interface HostContext {
  readonly theme: 'light' | 'dark' | undefined;
  readonly displayMode: string | undefined;
  readonly displayModes: readonly string[];
  /** CSS variables of the host's own look, by name with both dashes. */
  readonly variables: Readonly<Record<string, string>>;
  readonly locale: string | undefined;
  /** Pixels that the host gives at most; undefined where it does not say. */
  readonly maxHeight: number | undefined;
}

/** Reads a context, or the part of one that changed; what is not understood is left as it was. */
export function readContext(known: HostContext, given: unknown): HostContext {
  if (!isObject(given)) return known;
  const { theme, displayMode, availableDisplayModes, styles, locale, containerDimensions } = given;
  const variables = isObject(styles) && isObject(styles.variables) ? styles.variables : {};
  const size = isObject(containerDimensions) ? (containerDimensions.maxHeight ?? containerDimensions.height) : 0;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : known.theme,
    displayMode: textOr(displayMode, known.displayMode),
    displayModes: Array.isArray(availableDisplayModes) ? availableDisplayModes.filter(isText) : known.displayModes,
    variables: { ...known.variables, ...textsIn(variables) },
    locale: textOr(locale, known.locale),
    maxHeight: typeof size === 'number' && size > 0 ? size : known.maxHeight,
  };
}

export const unknownContext: HostContext = {
  theme: undefined,
  displayMode: undefined,
  displayModes: [],
  variables: {},
  locale: undefined,
  maxHeight: undefined,
};

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function textOr(value: unknown, otherwise: string | undefined): string | undefined {
  return isText(value) ? value : otherwise;
}

function textsIn(values: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[0].startsWith('--') && isText(entry[1])),
  );
}
