/** A still picture of a video, by the system's ffmpeg where there is one. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const deadline = 30_000;
/** A preview-sized PNG stays far below. */
const outputLimit = 64 * 1024 * 1024;

/**
 * One early frame of a video as a PNG, upright; null when ffmpeg fails, finds no picture or takes longer than 30 s. No
 * shell is involved, and `file:` keeps ffmpeg from taking a path for a network address or an option.
 */
export async function posterFrame(ffmpeg: string, videoPath: string): Promise<Buffer | null> {
  const input = ['-nostdin', '-v', 'error', '-protocol_whitelist', 'file,pipe', '-i', `file:${videoPath}`];
  const output = ['-frames:v', '1', '-vf', 'thumbnail=24', '-f', 'image2pipe', '-c:v', 'png', 'pipe:1'];
  try {
    const { stdout } = await run(ffmpeg, [...input, ...output], {
      encoding: 'buffer',
      timeout: deadline,
      killSignal: 'SIGKILL',
      maxBuffer: outputLimit,
    });
    return stdout.length > 0 ? stdout : null;
  } catch {
    return null;
  }
}
