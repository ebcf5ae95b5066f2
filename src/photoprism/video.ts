/** Videos, in the formats that PhotoPrism sends. */
import { failed, type Result, success } from '../catalog/result.ts';

/** Names in its addresses that every PhotoPrism since 2024 knows. `avc` is also what it makes of any video that has none of them. */
export type VideoFormat = 'avc' | 'hvc1' | 'vp8' | 'vp9' | 'av01';

/** What PhotoPrism writes of a file's codec, and the format in which it sends just that file. */
const formats: Readonly<Record<string, VideoFormat>> = {
  avc1: 'avc',
  hvc1: 'hvc1',
  vp08: 'vp8',
  vp80: 'vp8',
  vp8: 'vp8',
  vp09: 'vp9',
  vp90: 'vp9',
  vp9: 'vp9',
  av01: 'av01',
};

/**
 * The format in which PhotoPrism need not convert a file first, which takes it minutes and leaves a second file there. Codecs
 * that only some versions send as they are have to be converted.
 */
export function formatOf(codec: string): VideoFormat {
  return (Object.hasOwn(formats, codec) ? formats[codec] : undefined) ?? 'avc';
}

/** The video in a successful answer, whose body is not read yet. PhotoPrism sends an icon with status 200 where it has none. */
export function videoIn(answer: Response, library: string): Result<Response> {
  const mimeType = (answer.headers.get('content-type') ?? '').toLowerCase();
  return mimeType.startsWith('image/svg')
    ? failed('not_found', `${library} has no video of this: it sent an icon instead.`, 'The file is broken or missing.')
    : success(answer);
}
