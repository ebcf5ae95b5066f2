import { describe, expect, it } from 'vitest';
import { isScreenshot } from '../../../src/library/media/screenshots.ts';

describe('a screenshot', () => {
  it.each([
    'Screenshot 2024-03-03 at 10.11.12.png',
    'Screenshot_20240303-101112.png',
    'Screen Shot 2019-01-01 at 00.00.00.png',
    'Bildschirmfoto 2024-03-03 um 10.11.12.png',
    'Capture d’écran 2024-03-03.png',
    "Capture d'écran 2024-03-03.png".normalize('NFD'),
    'Captura de pantalla.png',
    'Schermata 2024.png',
    'スクリーンショット 2024.png',
  ])('%s is one', (name) => {
    expect(isScreenshot(name, null)).toBe(true);
  });

  it('is none when a camera took it, or when nothing says so', () => {
    expect(isScreenshot('screenshot.jpg', 'Canon')).toBe(false);
    expect(isScreenshot('IMG_0001.PNG', null)).toBe(false);
  });
});
