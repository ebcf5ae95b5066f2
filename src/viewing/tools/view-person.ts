/** The tool that shows a model how a person looks. */
import * as z from 'zod';
import type { DefineTool } from '../../catalog/define-tools.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { Answer, Tool } from '../../catalog/tool.ts';
import type { Seeing, SeenPerson } from '../eyes.ts';
import { imageBlock } from '../show-assets.ts';
import { type ShownFaces, showFaces } from '../show-faces.ts';

/** Faces in one answer. */
const mostFaces = 12;

/** What differs between kinds of libraries. */
export interface PersonReferences {
  /** The argument by which it names people. */
  readonly person: z.ZodString;
  /** What the tool needs of the library's key. */
  readonly personScopes: readonly string[];
}

/** `view_person` for one kind of library. */
export function viewPersonTool<Services extends Seeing>(
  defineTool: DefineTool<Services>,
  { person, personScopes }: PersonReferences,
): Tool<Services> {
  return defineTool({
    name: 'view_person',
    title: 'View a person',
    description: 'Shows faces of a person over the years.',
    toolset: 'view',
    effect: 'read',
    permission: 'view',
    scopes: personScopes,
    input: z.strictObject({
      person_id: person,
      count: z
        .int()
        .refine((count) => count >= 1 && count <= mostFaces, `must be from 1 to ${mostFaces}`)
        .default(6)
        .describe('Up to 12'),
    }),
    output: z.looseObject({ id: z.string(), faces: z.array(z.looseObject({ id: z.string() })), image_tokens: z.int() }),
    async run({ person_id: id, count }, { eyes }, call) {
      const found = await eyes.person(id, count, call);
      if (!found.ok) return found;
      if (found.value.faces.length === 0) return noFaces(found.value);
      const shown = await showFaces(eyes, found.value.faces, call);
      return shown.ok ? success(answerOf(found.value, shown.value)) : shown;
    },
  });
}

function answerOf({ id, name, assets }: SeenPerson, { lines, sheet, tokens }: ShownFaces): Answer {
  const known = name === '' ? undefined : shortText(name, 50);
  // Quoted, as everything that others wrote.
  const caption = known === undefined ? id : JSON.stringify(known);
  return {
    data: { id, name: known, assets, faces: lines, image_tokens: tokens },
    images: sheet === undefined ? [] : [imageBlock(sheet, caption)],
  };
}

function noFaces({ name, assets = 0 }: SeenPerson): Result<never> {
  const who = name === '' ? 'this person' : JSON.stringify(shortText(name, 30));
  return failed(
    'not_found',
    `There is no face of ${who} that can be shown.`,
    assets > 0 ? 'No asset tells where the face is, or all are locked or private.' : undefined,
  );
}
