/** How the sheet says counts and lengths. */
import { counted } from '../parts/counted.ts';

/** `1 photo`, `1,204 photos`. */
export function photos(count: number): string {
  return counted(count, 'photo');
}

/** `0:09`, `1:02:30`. */
export function lengthName(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
