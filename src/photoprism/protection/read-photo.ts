/** What decides whether a photo is protected. What an answer leaves out stays left out here: then nothing may be lost. */
import * as z from 'zod';
import { type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';

const marker = z.looseObject({ SubjUID: z.string(), Invalid: z.boolean().optional() });

const guardedPhoto = z.looseObject({
  UID: z.string(),
  Favorite: z.boolean().optional().catch(undefined),
  Labels: z
    .array(z.looseObject({ Uncertainty: z.number(), Label: z.looseObject({ UID: z.string() }).nullish() }))
    .nullable()
    .optional()
    .catch(undefined),
  Details: z.looseObject({ Keywords: z.string() }).optional().catch(undefined),
  Files: z
    .array(z.looseObject({ Markers: z.array(marker).nullable().optional() }))
    .nullable()
    .optional()
    .catch(undefined),
});

/** Each field undefined where the answer did not tell. */
export interface GuardedPhoto {
  readonly id: string;
  readonly favorite: boolean | undefined;
  /** Uids of the labels that count. */
  readonly labels: readonly string[] | undefined;
  readonly keywords: readonly string[] | undefined;
  /** Uids of the people whom it shows. */
  readonly people: readonly string[] | undefined;
}

/** Reads one photo; undefined where there is none. */
export async function readGuarded(
  id: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<GuardedPhoto | undefined>> {
  const answer = await library.request({ path: ['photos', id], answer: guardedPhoto }, call);
  if (!answer.ok) return answer.failure.code === 'not_found' ? success(undefined) : answer;
  const { Favorite, Labels, Details, Files } = answer.value.body;
  const counting = Labels?.filter(({ Uncertainty }) => Uncertainty < 100);
  const markers = Files?.flatMap((file) => file.Markers ?? []).filter(({ Invalid }) => Invalid !== true);
  return success({
    id,
    favorite: Favorite,
    labels: Labels === null ? [] : counting?.flatMap(({ Label }) => Label?.UID ?? []),
    keywords: Details?.Keywords.split(',').map((keyword) => keyword.trim()),
    people: Files === null ? [] : markers?.map(({ SubjUID }) => SubjUID),
  });
}
