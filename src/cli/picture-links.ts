/** Pictures under addresses of their own: for clients that fetch them themselves, instead of bytes in an answer. */
import { openRequestLimits } from '../access/limits/request-limits.ts';
import type { OpenPage } from '../access/open-page.ts';
import { linkMinutes, type PictureSeals, pictureSeals, type SealedPicture } from '../access/picture-seals.ts';
import { type StillLooking, stillLooking } from '../access/still-looking.ts';
import type { Connect } from '../catalog/binding.ts';
import type { AuditLine } from '../catalog/call.ts';
import type { Caller } from '../catalog/caller.ts';
import type { PictureLinks } from '../catalog/picture-link.ts';
import { failed, type Result } from '../catalog/result.ts';
import type { CallGate } from '../server/call-gate.ts';
import { refusal, tooMany } from '../server/door/refusal.ts';
import { isWildcard } from '../server/loopback.ts';
import { rejection } from '../server/rejection.ts';
import type { Picture, Seeing } from '../viewing/eyes.ts';
import type { ServedAccess } from './served-access.ts';

const place = '/pictures/';

/** What opening an address takes. */
export interface PictureParts {
  readonly seals: PictureSeals;
  readonly stillLooking: StillLooking;
  /** The library, as a caller sees it. */
  readonly look: Connect<Seeing>;
  readonly gate: Pick<CallGate, 'run'>;
  /** Counts a picture of this caller; seconds to wait before another, 0 where it is sent. */
  count(caller: string): Promise<number>;
  audit(line: AuditLine): void;
  readonly deadlineSeconds: number;
}

type LinkedParts = Pick<PictureParts, 'look' | 'gate' | 'audit' | 'deadlineSeconds'>;

export interface ServedLinks {
  readonly links: PictureLinks;
  page(parts: LinkedParts): OpenPage;
  /** Where the server listens, once it does. */
  listensAt(url: string): void;
}

/**
 * Addresses below that of the server, as the settings have it or else as it listens. Undefined where it listens on every address
 * and nobody said which one others use.
 */
export function servedLinks({ config, sealerFor, ...access }: ServedAccess): ServedLinks | undefined {
  if (config.serverUrl === undefined && isWildcard(config.host)) return undefined;
  const seals = pictureSeals(sealerFor('addresses of pictures'));
  const { ofIdentity } = openRequestLimits(access.counters, { perIdentity: config.requestsPerMinute, perAddress: 0 });
  let base = config.serverUrl ?? '';
  return {
    links: {
      minutes: linkMinutes,
      addressOf: (picture, caller) => `${base}${place}${seals.seal(picture, caller)}`,
    },
    page: (parts) =>
      picturePage({
        ...parts,
        seals,
        stillLooking: stillLooking({ ...access, edition: config.edition }),
        count: ofIdentity,
      }),
    listensAt: (url) => {
      base = config.serverUrl ?? new URL(url).origin;
    },
  };
}

/** The page behind the addresses. Whatever is wrong with one, it is as if there had never been such an address. */
export function picturePage(parts: PictureParts): OpenPage {
  return {
    paths: [`${place}:sealed`],
    methods: ['GET'],
    answer: async (request, { address }) => {
      const sealed = parts.seals.open(new URL(request.url).pathname.slice(place.length));
      const caller = sealed && (await parts.stillLooking(sealed, { headers: request.headers, address }));
      if (sealed === undefined || caller === undefined) return nothing();
      const seconds = await parts.count(caller.id);
      return seconds > 0 ? tooMany(seconds) : send(sealed, caller, request.signal, parts);
    },
  };
}

async function send(
  sealed: SealedPicture,
  caller: Caller,
  signal: AbortSignal,
  parts: PictureParts,
): Promise<Response> {
  const started = performance.now();
  const deadline = AbortSignal.timeout(parts.deadlineSeconds * 1000);
  const either = AbortSignal.any([signal, deadline]);
  const picture = await parts.gate.run(caller.id, either, (both) => fetchPicture(sealed, caller, both, parts));
  if (!('ok' in picture)) return tooMany(1);
  parts.audit({
    tool: 'picture',
    caller: caller.id,
    ...(caller.name === undefined ? {} : { name: caller.name }),
    effect: 'read',
    outcome: picture.ok ? 'ok' : picture.failure.code,
    milliseconds: Math.round(performance.now() - started),
  });
  if (picture.ok) return shown(picture.value);
  const { code } = picture.failure;
  return code === 'unavailable' || code === 'timeout' ? away() : nothing();
}

/** The library says anew whether this caller may see it. */
async function fetchPicture(
  { id, size }: SealedPicture,
  caller: Caller,
  signal: AbortSignal,
  { look }: PictureParts,
): Promise<Result<Picture>> {
  const library = await look(caller);
  if (!library.ok) return library;
  const { eyes } = library.value;
  const call = { signal, progress: () => {} };
  const looked = await eyes.lookUp([id], call);
  if (!looked.ok) return looked;
  const [asset] = looked.value.found;
  if (asset === undefined) return failed('not_found', 'There is no such picture for this caller.');
  const { readPicture } = await import('../viewing/read-picture.ts');
  return readPicture(eyes, asset, size, call);
}

/** The door adds that it is not kept. Whoever has the address may show it in a page of theirs. */
function shown({ mimeType, bytes }: Picture): Response {
  const headers = {
    'content-type': mimeType,
    'content-length': String(bytes.byteLength),
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'cross-origin',
  };
  return new Response(bytes, { headers });
}

/** What a path is answered with that does not exist. */
function nothing(): Response {
  return rejection(404, 'Not found.');
}

function away(): Response {
  return refusal(503, 'The library does not answer.', { 'retry-after': '10' });
}
