/** What a person reads before they say yes or no. */
import type { Change, ChangeItem } from '../../catalog/change.ts';
import { counted } from '../../catalog/counted.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';
import { kindWords } from './kind-words.ts';
import { previewLines } from './preview-lines.ts';
import { quoted } from './value-text.ts';

/** Tokens, roughly, of a caution. */
const cautionRoom = 80;

/**
 * The question in at most twelve lines: what would be done, to how much, why to mind it, and what its preview says. Names are
 * strangers' words: each in quotes, bounded, and on a line that Albumen began.
 */
export function questionOf({ title, items, caution }: Change, preview: JsonObject): string {
  const field = ownNameField(title, preview);
  const name = field === undefined ? '' : ` ${quoted(String(preview[field]))}`;
  const touches = items.length === 0 ? '' : ` It touches ${amountOf(items)}.`;
  const warning = caution === undefined ? [] : [`Mind: ${shortText(caution, cautionRoom)}.`];
  return [`${title}${name}?${touches}`, ...warning, ...previewLines(preview, field)].join('\n');
}

/** The field with the name of what the tool is about. */
function ownNameField(title: string, preview: JsonObject): string | undefined {
  const fields = ['file', 'name', 'title', 'value', ...(/album/i.test(title) ? ['albumName'] : [])];
  return fields.find((field) => typeof preview[field] === 'string' && preview[field] !== '');
}

/** `2 assets and 1 album`: each thing once, however often a change touches it. */
function amountOf(items: readonly ChangeItem[]): string {
  const ids = new Map<string, { readonly kind: string; readonly ids: Set<string> }>();
  for (const { kind, id } of items) {
    const [one] = kindWords(kind);
    const known = ids.get(one) ?? { kind, ids: new Set() };
    known.ids.add(id);
    ids.set(one, known);
  }
  const amounts = [...ids.values()].map(({ kind, ids: { size } }) => counted(size, ...kindWords(kind)));
  const last = amounts.at(-1) ?? '';
  return amounts.length < 2 ? last : `${amounts.slice(0, -1).join(', ')} and ${last}`;
}
