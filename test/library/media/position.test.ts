import { describe, expect, it } from 'vitest';
import { degreesOf, positionOf, readIso6709, readXmpDegrees } from '../../../src/library/media/position.ts';

describe('a position', () => {
  it.each([
    [48.8584, 2.2945],
    [-90, 180],
    [0, 2.5],
    [5.5, 0],
  ])('%d, %d is taken', (latitude, longitude) => {
    expect(positionOf(latitude, longitude)).toEqual({ latitude, longitude });
  });

  it.each([
    ['0/0, which cameras without a fix write', 0, 0],
    ['a latitude beyond the pole', 90.001, 2],
    ['a longitude beyond the date line', 45, -180.5],
    ['half a position', 45, null],
    ['no number', Number.NaN, 3],
  ])('%s is none', (_, latitude, longitude) => {
    expect(positionOf(latitude, longitude)).toBeNull();
  });

  it.each([
    [[48, 51, 30.24], 'N', 48.8584],
    [[33, 51.408, 0], 'S', -33.8568],
    [[43, 12, 37.8], 'W', -43.2105],
    [[2.2945], 'E', 2.2945],
    [[2.2945], null, 2.2945],
  ])('%j %s in degrees is %d', (parts, hemisphere, degrees) => {
    expect(degreesOf(parts, hemisphere)).toBeCloseTo(degrees, 6);
  });

  it.each([[[]], [[Number.NaN, 0, 0]], [[48, Number.POSITIVE_INFINITY]]])('%j is no number of degrees', (parts) => {
    expect(degreesOf(parts, 'N')).toBeNull();
  });

  it.each([
    ['48,51.504N', 48.8584],
    ['48,51,30.24N', 48.8584],
    ['43,12.63W', -43.2105],
    ['-33.8568', -33.8568],
  ])('XMP writes %s for %d', (text, degrees) => {
    expect(readXmpDegrees(text)).toBeCloseTo(degrees, 6);
  });

  it.each(['north', '48 51 30', '', null])('%j in XMP is none', (text) => {
    expect(readXmpDegrees(text)).toBeNull();
  });

  it.each([
    ['+48.8584+002.2945+035.0/', { latitude: 48.8584, longitude: 2.2945 }],
    ['-33.8568+151.2153/', { latitude: -33.8568, longitude: 151.2153 }],
    ['+00.0000+000.0000/', null],
    ['Paris', null],
    [null, null],
  ])('a video writes %s', (text, position) => {
    expect(readIso6709(text)).toEqual(position);
  });
});
