/** Remembers the plans that were previewed, to say what has moved when one is to be carried out and would differ. */
import type { ImmichLibrary } from '../../connection.ts';
import { decisionText, planName, type Resolution } from './resolution.ts';

/** Previews of one library that are remembered, the latest ones. */
const remembered = 20;
/** Groups that are named. */
const named = 5;

/** Decisions by group, by plan. */
type Plans = Map<string, ReadonlyMap<string, string>>;
const plansOf = new WeakMap<ImmichLibrary, Plans>();

/** Remembers a plan; returns its name. */
export function rememberPlan(library: ImmichLibrary, resolutions: readonly Resolution[]): string {
  const name = planName(resolutions);
  const plans: Plans = plansOf.get(library) ?? new Map();
  plansOf.set(library, plans);
  plans.delete(name);
  plans.set(name, decisionsOf(resolutions));
  for (const oldest of [...plans.keys()].slice(0, -remembered)) plans.delete(oldest);
  return name;
}

/** How what would be done now differs from the plan of this name; undefined where it is the same. */
export function sinceReview(
  library: ImmichLibrary,
  name: string,
  resolutions: readonly Resolution[],
): string | undefined {
  if (planName(resolutions) === name) return undefined;
  const before = plansOf.get(library)?.get(name);
  if (before === undefined) return 'it differs from what would be done now';
  const now = decisionsOf(resolutions);
  const gone = [...before.keys()].filter((id) => !now.has(id));
  const added = [...now.keys()].filter((id) => !before.has(id));
  const others = [...now].filter(([id, text]) => before.has(id) && before.get(id) !== text).map(([id]) => id);
  const told = [list('no longer in it', gone), list('new in it', added), list('decided otherwise', others)];
  return told.filter((text) => text !== '').join('; ');
}

function decisionsOf(resolutions: readonly Resolution[]): ReadonlyMap<string, string> {
  return new Map(resolutions.map((resolution) => [resolution.id, decisionText(resolution)]));
}

function list(what: string, ids: readonly string[]): string {
  if (ids.length === 0) return '';
  const more = ids.length > named ? ` and ${ids.length - named} more` : '';
  return `${what}: ${ids.slice(0, named).join(', ')}${more}`;
}
