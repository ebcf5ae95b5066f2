/** Sizes and times as people read them. */
import { counted } from '../parts/counted.ts';

/** `5.1 MB`, in powers of ten as Immich and file managers count. */
export function sizeInWords(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return bytes >= 1000 ? `${Math.round(bytes / 1000)} kB` : counted(bytes, 'byte');
}

/** `2024-05-01 10:20:30` of `2024-05-01T10:20:30Z`: the same for everybody, and it sorts. */
export function timeInWords(time: string): string {
  return time.replace('T', ' ').replace('Z', '');
}

/** The same without seconds: those in which an import brings things in tell nothing. */
export function minuteInWords(time: string): string {
  return timeInWords(time).slice(0, 16);
}

/** `1:05` of 65 seconds. */
export function lengthInWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}
