/** A photo or video on its way into the library, opened but not yet read. */
import type { Failure } from '../catalog/result.ts';

/** What an upload reads from. The reader must either read `bytes` to the end or call `close`. */
export interface OpenSource {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** As the source calls it, not yet made safe. */
  readonly name: string;
  /** Bytes to come, where the source says so; not to be trusted. */
  readonly size: number | undefined;
  /** When the file was last written, where the source knows. */
  readonly modifiedAt: Date | undefined;
  close(): Promise<void>;
}

/**
 * Largest file that is taken from a path or the web, in bytes: room for minutes of 4K video, while one mistaken call
 * cannot fill the disk or keep the line busy for hours.
 */
export const maxSourceBytes = 500_000_000;

/** Carries a failure through streams, which can only throw. */
export class SourceError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}
