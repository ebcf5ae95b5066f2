import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../src/library/media/places.ts';

describe('the place of a position', () => {
  it.each([
    ['the Eiffel Tower', 48.8584, 2.2945, 'Paris', 'Île-de-France', 'France'],
    ['Times Square', 40.758, -73.9855, 'New York City', 'New York', 'United States of America'],
    ['Tokyo Tower', 35.6586, 139.7454, 'Tokyo', 'Tokyo', 'Japan'],
    ['Big Ben', 51.5007, -0.1246, 'London', 'England', 'United Kingdom'],
    ['the Golden Gate', 37.8199, -122.4783, 'San Francisco', 'California', 'United States of America'],
    ['the Colosseum', 41.8902, 12.4922, 'Rome', 'Lazio', 'Italy'],
    ['Sydney Opera House', -33.8568, 151.2153, 'Sydney', 'New South Wales', 'Australia'],
    ['the Corcovado', -22.9519, -43.2105, 'Rio de Janeiro', 'Rio de Janeiro', 'Brazil'],
    ['a town beside a larger one', 48.894, 2.288, 'Levallois-Perret', 'Île-de-France', 'France'],
    ['this side of a border', 48.5734, 7.7521, 'Strasbourg', 'Grand Est', 'France'],
  ])('%s', (_, latitude, longitude, city, state, country) => {
    expect(placeOf({ latitude, longitude })).toEqual({ city, state, country });
  });

  it('far from any town is the country alone', () => {
    expect(placeOf({ latitude: 64.8, longitude: -18.5 })).toEqual({ city: null, state: null, country: 'Iceland' });
  });

  it('at sea is nowhere', () => {
    expect(placeOf({ latitude: 0, longitude: -30 })).toEqual({ city: null, state: null, country: null });
  });

  it('is found at the poles and at the date line without failing', () => {
    for (const [latitude, longitude] of [
      [90, 0],
      [-90, 0],
      [0, 180],
      [0, -180],
      [65, -179.9],
    ] as const) {
      expect(placeOf({ latitude, longitude })).toHaveProperty('country');
    }
  });
});
