/** The tool that deletes archived photos for good. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { namedItems, someOf, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { changePhotos } from '../changes/photo-batch.ts';
import { type KnownPhoto, lookUpPhotos } from '../changes/photo-lookup.ts';
import { type PhotosLeft, photoItems, photosLeft, photosMeant, tellPhotos, topNames } from '../changes/photo-plan.ts';
import { settingsOf } from '../changes/photo-settings.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import type { PhotoDetail } from '../photo-detail.ts';
import { isArchived } from '../present/photo.ts';
import { photoIds } from './arguments.ts';
import { defineChange } from './define.ts';

const notArchived = 'is not in the archive: only archived photos are deleted; photoprism_photos_archive first';

export const photosDelete = defineChange({
  name: 'photoprism_photos_delete',
  title: 'Delete PhotoPrism photos',
  description: 'Deletes archived photos and their files for good: nothing brings them back. Previews by default.',
  toolset: 'photoprism_photos',
  effect: 'remove',
  permission: 'delete',
  scopes: ['photos', 'config'],
  deadlineSeconds: 600,
  input: z.strictObject({ photo_ids: photoIds }),
  output: z.looseObject({ affected_count: z.int().optional(), deleted: z.int().optional() }),
  async plan({ photo_ids }, library, call) {
    const allowed = await mayDelete(library, call);
    if (!allowed.ok) return allowed;
    // PhotoPrism itself would also delete what is not in the archive.
    const object = (photo: PhotoDetail) => (isArchived(photo) ? undefined : notArchived);
    const meant = await photosMeant(photo_ids, { isSo: () => false, object }, library, call);
    if (!meant.ok) return meant;
    const { affected } = meant.value;
    return success({
      preview: {
        permanent: true,
        note: 'For good: neither PhotoPrism nor history_undo brings them back.',
        ...tellPhotos(affected, affected.slice(0, namedItems).map(withFiles)),
        ...tellLosses(affected),
        ...tellLeftOut(meant.value),
      },
      items: photoItems(affected, stateBefore, () => null),
      caution: 'it deletes for good',
      work: photosLeft(meant.value),
    });
  },
  async apply(work: PhotosLeft, library, call) {
    // A person may have taken some out of the archive while the plan was looked at.
    const now = await lookUpPhotos(library, work.ids, call);
    if (!now.ok) return now;
    const { found } = now.value;
    const inArchive = found.filter(({ detail }) => isArchived(detail)).map(({ id }) => id);
    const left = found
      .filter(({ id }) => !inArchive.includes(id))
      .map(({ id }) => ({ id, ok: false, error: notArchived }));
    const report = await changePhotos(
      inArchive,
      { action: 'delete', isSo: (photo) => photo === undefined, otherwise: 'is still there' },
      library,
      call,
    );
    return tellOutcome(report, (deleted) => ({ permanent: true, deleted }), {
      refused: [...work.refused, ...left],
      missing: [...work.missing, ...now.value.missing],
      look: 'photoprism_photos_get',
    });
  },
});

/** Fails where this PhotoPrism deletes nothing, so that the preview says it already. */
async function mayDelete(library: PhotoPrismLibrary, call: RequestCall): Promise<Result<undefined>> {
  const config = await library.config(call);
  if (!config.ok) return config;
  const { readOnly, features } = config.value;
  if (readOnly) {
    return failed('denied', `${library.name} runs in read-only mode: it deletes nothing.`, 'See PHOTOPRISM_READONLY.');
  }
  return features.delete === false
    ? failed(
        'denied',
        `${library.name} has deleting turned off.`,
        'It is a feature in PhotoPrism > Settings > Content.',
      )
    : success(undefined);
}

/** What is told of a photo that is gone: as much as finds its file in a backup. */
function stateBefore(photo: PhotoDetail): JsonObject {
  const files = photo.Files.map(({ Name, Hash }) => ({ Name, Hash }));
  return { ...settingsOf(photo), archived: true, Files: files };
}

function withFiles({ view, detail }: KnownPhoto): JsonObject {
  return { ...view, files: detail.Files.length > 1 ? detail.Files.length : undefined };
}

/** What cannot come back. */
function tellLosses(photos: readonly KnownPhoto[]): JsonObject {
  const files = photos.flatMap(({ detail }) => detail.Files);
  const bytes = files.reduce((sum, { Size = 0 }) => sum + Size, 0);
  const labels = photos.flatMap(({ detail }) => namesIn(detail));
  const titled = photos.filter(({ detail }) => detail.TitleSrc === 'manual').length;
  return {
    files: someOf(files.length),
    bytes: someOf(bytes),
    favorites: someOf(photos.filter(({ detail }) => detail.Favorite).length),
    titled_by_hand: someOf(titled),
    people_and_labels: topNames(labels),
  };
}

function namesIn({ Labels, Files }: PhotoDetail): string[] {
  const labels = Labels.flatMap(({ Label, Uncertainty }) => (Label && Uncertainty < 100 ? [Label.Name] : []));
  const people = Files.flatMap(({ Markers }) => Markers ?? []).flatMap(({ Name, Invalid }) => (Invalid ? [] : [Name]));
  return [...new Set([...labels, ...people])].filter((name) => name !== '').map((name) => shortText(name, 20));
}
