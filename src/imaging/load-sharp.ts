/** The image library, loaded when the first picture is needed: it takes a while. */
import type { SharpConstructor } from 'sharp';

let loaded: Promise<SharpConstructor> | undefined;

/**
 * sharp, its cache off (every picture is read once), and one thread for each picture: several in parallel use the cores better than
 * threads within one. Rejects where neither its binary nor its WebAssembly loads.
 */
export function loadSharp(): Promise<SharpConstructor> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    if ('emscripten' in sharp.versions) giveAwayCopies(sharp({ create: anyPicture }));
    return sharp;
  });
  return loaded;
}

const anyPicture = { width: 1, height: 1, channels: 3, background: '#ffffff' } as const;

/** As much of a picture as is changed here. */
interface Giving {
  toBuffer(options?: object): Promise<Buffer | { readonly data: Buffer }>;
}

/**
 * What sharp's WebAssembly makes lies in its own memory. Made into another picture, it would be copied with all of that memory, which
 * doubles each time and is full after a few; and not everything takes memory that is shared. So pictures give away copies.
 */
export function giveAwayCopies(picture: Giving): void {
  const all: Giving = Object.getPrototypeOf(picture);
  const { toBuffer } = all;
  all.toBuffer = async function (this: Giving, options?: object) {
    const made = await toBuffer.call(this, options);
    return Buffer.isBuffer(made) ? Buffer.from(made) : { ...made, data: Buffer.from(made.data) };
  };
}
