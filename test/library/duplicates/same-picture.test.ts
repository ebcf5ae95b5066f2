import { describe, expect, it } from 'vitest';
import { isSamePicture } from '../../../src/library/duplicates/same-picture.ts';
import {
  coarseLightSide,
  colourSide,
  lightSide,
  type PictureDetail,
} from '../../../src/library/media/picture-detail.ts';

/** A value for each place, both coordinates from 0 to 1. */
type Field = (x: number, y: number) => number;

function drawn(field: Field, side: number): Float32Array {
  return Float32Array.from({ length: side * side }, (_, index) =>
    field(((index % side) + 0.5) / side, (Math.floor(index / side) + 0.5) / side),
  );
}

const noColour: Field = () => 128;

function picture(light: Field, blue = noColour, red = noColour): PictureDetail {
  const clipped: Field = (x, y) => Math.max(0, Math.min(255, light(x, y)));
  return {
    light: drawn(clipped, lightSide),
    coarseLight: drawn(clipped, coarseLightSide),
    blue: drawn(blue, colourSide),
    red: drawn(red, colourSide),
  };
}

const scene: Field = (x, y) => 120 + 60 * Math.sin(7 * x + 2 * y) + 40 * Math.cos(9 * y - 3 * x * y);
const red: Field = (x, y) => 128 + 40 * Math.sin(5 * x) * Math.cos(4 * y);
const blue: Field = (x, y) => 128 + 30 * Math.cos(6 * x + y);
/** The part of a scene that lies within these edges. */
const part =
  (field: Field, left: number, top: number, right: number, bottom: number): Field =>
  (x, y) =>
    field(left + (right - left) * x, top + (bottom - top) * y);
/** A square in which the scene is another one. */
const changed =
  (field: Field, size: number, by: number): Field =>
  (x, y) =>
    field(x, y) + (x > 0.4 && x < 0.4 + size && y > 0.3 && y < 0.3 + size ? by : 0);

const original = picture(scene, blue, red);

describe('the same picture', () => {
  it.each([
    ['as it is', picture(scene, blue, red)],
    ['brighter by a curve', picture((x, y) => 255 * (scene(x, y) / 255) ** 0.75, blue, red)],
    ['with less contrast', picture((x, y) => 50 + 0.6 * scene(x, y), blue, red)],
    ['grey', picture(scene)],
    [
      'with stronger colours',
      picture(
        scene,
        (x, y) => 128 + 1.4 * (blue(x, y) - 128),
        (x, y) => 128 + 1.4 * (red(x, y) - 128),
      ),
    ],
    [
      'with warmer colours',
      picture(
        scene,
        (x, y) => blue(x, y) - 15,
        (x, y) => red(x, y) + 10,
      ),
    ],
    [
      'cropped evenly',
      picture(
        part(scene, 0.03, 0.03, 0.97, 0.97),
        part(blue, 0.03, 0.03, 0.97, 0.97),
        part(red, 0.03, 0.03, 0.97, 0.97),
      ),
    ],
    ['cropped on one side', picture(part(scene, 0, 0, 0.94, 1), part(blue, 0, 0, 0.94, 1), part(red, 0, 0, 0.94, 1))],
  ])('is recognised %s, whichever comes first', (_, copy) => {
    expect([isSamePicture(original, copy), isSamePicture(copy, original)]).toEqual([true, true]);
  });

  it.each([
    ['something small that was not there', picture(changed(scene, 0.1, 60), blue, red)],
    ['something faint that was not there', picture(changed(scene, 0.15, 12), blue, red)],
    ['something of another colour and equal brightness', picture(scene, changed(blue, 0.12, -60), red)],
    [
      'colours turned round',
      picture(
        scene,
        (x, y) => 256 - blue(x, y),
        (x, y) => 256 - red(x, y),
      ),
    ],
    ['light and dark turned round', picture((x, y) => 255 - scene(x, y), blue, red)],
    [
      'far more cut off than is looked for',
      picture(part(scene, 0.2, 0.2, 0.8, 0.8), part(blue, 0.2, 0.2, 0.8, 0.8), part(red, 0.2, 0.2, 0.8, 0.8)),
    ],
    [
      'everything moved aside',
      picture(part(scene, 0.04, 0, 1.04, 1), part(blue, 0.04, 0, 1.04, 1), part(red, 0.04, 0, 1.04, 1)),
    ],
  ])('is not one with %s', (_, other) => {
    expect([isSamePicture(original, other), isSamePicture(other, original)]).toEqual([false, false]);
  });

  it('is not told in one that shows hardly anything', () => {
    const faint =
      (spread: number): Field =>
      (x, y) =>
        100 + (spread / 70) * (scene(x, y) - 120);
    expect(isSamePicture(picture(faint(20)), picture(faint(20)))).toBe(true);
    expect(isSamePicture(picture(faint(4)), picture(faint(4)))).toBe(false);
  });

  it('agrees all over, not only by little differences everywhere', () => {
    const soft: Field = (x, y) => 120 + 0.25 * (scene(x, y) - 120);
    const rippled: Field = (x, y) => soft(x, y) + 5 * Math.sin(40 * x) * Math.sin(40 * y);
    expect(isSamePicture(picture(soft), picture(rippled))).toBe(false);
  });
});
