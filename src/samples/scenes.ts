import { Canvas } from './drawing/canvas.ts';
import { CAMERA_FINISH, type Finish, type Picture, renderPicture, SCREEN_FINISH } from './drawing/photograph.ts';
import { aurora } from './scenes/aurora.ts';
import { birthdayCake } from './scenes/birthday.ts';
import { riverBridge } from './scenes/bridge.ts';
import { cafeTable } from './scenes/cafe.ts';
import { campfire } from './scenes/campfire.ts';
import { catPortrait, catWindow } from './scenes/cat.ts';
import { cityNight } from './scenes/city.ts';
import { colosseum } from './scenes/colosseum.ts';
import { pizza, ramen } from './scenes/dishes.ts';
import { forest } from './scenes/forest.ts';
import { harbour } from './scenes/harbour.ts';
import { garden, oldPrint, winterHouse } from './scenes/house.ts';
import { glacierLagoon, waterfall } from './scenes/iceland.ts';
import { lakeMirror } from './scenes/lake.ts';
import { market } from './scenes/market.ts';
import { mountains } from './scenes/mountain.ts';
import { neonStreet } from './scenes/neon.ts';
import { cherryBlossom } from './scenes/pagoda.ts';
import { boardingPass, chatScreen, mapScreen } from './scenes/phone.ts';
import { receipt } from './scenes/receipt.ts';
import { beachSunset } from './scenes/sea.ts';
import { romanStreet } from './scenes/street.ts';
import { eiffel } from './scenes/tower.ts';
import { volcanoGate } from './scenes/volcano.ts';

/** Draws one scene on a canvas. */
type Draw = (canvas: Canvas) => void;

const PHOTOGRAPHED = {
  aurora,
  beachSunset,
  birthday1: (canvas) => birthdayCake(canvas, 1),
  birthday4: (canvas) => birthdayCake(canvas, 4),
  birthday6: (canvas) => birthdayCake(canvas, 6),
  cafeTable,
  campfire,
  catPortrait,
  catWindow,
  cherryBlossom,
  cityNight,
  colosseumDay: (canvas) => colosseum(canvas, false),
  colosseumEvening: (canvas) => colosseum(canvas, true),
  eiffelDay: (canvas) => eiffel(canvas, 'day'),
  eiffelDusk: (canvas) => eiffel(canvas, 'dusk'),
  eiffelNight: (canvas) => eiffel(canvas, 'night'),
  forest,
  garden,
  glacierLagoon,
  harbour: (canvas) => harbour(canvas, 'south'),
  harbourNorth: (canvas) => harbour(canvas, 'north'),
  lakeMirror,
  market,
  mountains,
  neonStreet,
  oldPrint,
  pizza,
  ramen,
  receiptCafe: (canvas) =>
    receipt(
      canvas,
      ['#b8835a', '#7d5233'],
      'CAFE DU PONT',
      '18/06/2023 10:42',
      [
        ['CAFE CREME', '5.20'],
        ['CROISSANT', '2.40'],
        ['TARTINE', '4.10'],
        ["JUS D'ORANGE", '4.80'],
      ],
      '16.50',
    ),
  receiptHardware: (canvas) =>
    receipt(
      canvas,
      ['#5f6f7d', '#37434f'],
      'HARDWARE 24',
      '09.03.2024 16:05',
      [
        ['PAINT WHITE 5L', '34.90'],
        ['ROLLER', '7.49'],
        ['TAPE', '3.29'],
        ['SCREWS 4X40', '5.99'],
        ['DRILL BIT 6', '4.19'],
        ['GLOVES', '2.99'],
      ],
      '58.85',
    ),
  riverBridge: (canvas) => riverBridge(canvas, 'roofs'),
  riverBridgeDome: (canvas) => riverBridge(canvas, 'dome'),
  romanStreet,
  volcanoGate,
  waterfall,
  winterHouse,
} satisfies Record<string, Draw>;

const CAPTURED = {
  boardingPass: (canvas) => boardingPass(canvas, 'MUC', 'HND', '28 MAR'),
  chatScreen: (canvas) =>
    chatScreen(canvas, '20:47', 'MARTA', [
      [false, 'ARE YOU BACK FROM PARIS?'],
      [true, 'YES! SUNDAY NIGHT'],
      [true, 'THE TOWER SPARKLES', 'EVERY HOUR AFTER DARK'],
      [false, 'SEND PHOTOS PLEASE'],
      [true, 'TOMORROW. 214 OF THEM'],
      [false, 'ONLY THE GOOD ONES :-/'],
      [true, 'THEN FOUR.'],
      [false, 'DINNER ON FRIDAY AT 7?'],
      [true, 'WITH PLEASURE!'],
    ]),
  mapScreen: (canvas) => mapScreen(canvas, '09:31', 'HOTEL TRASTEVERE', 'COLOSSEUM'),
} satisfies Record<string, Draw>;

/** What a sample picture shows. */
export type SceneName = keyof typeof PHOTOGRAPHED | keyof typeof CAPTURED;

const SCENES: Readonly<Record<SceneName, Draw>> = { ...PHOTOGRAPHED, ...CAPTURED };

/** How a scene is painted: in pixels, with the seed of its chance details, and how far a burst has moved on. */
export interface Painting {
  readonly width: number;
  readonly height: number;
  /** Pictures of one scene with different seeds differ in light, weather and detail. */
  readonly seed?: string | undefined;
  /** The frame number within a burst: the same place, a moment later. */
  readonly drift?: number | undefined;
}

/** Paints a scene; the same arguments give the same pixels. */
export function paintScene(name: SceneName, painting: Painting): Promise<Picture> {
  const finish: Finish = name in CAPTURED ? SCREEN_FINISH : CAMERA_FINISH;
  const canvas = new Canvas(painting.width / painting.height, `${name}/${painting.seed ?? ''}`, painting.drift);
  SCENES[name](canvas);
  return renderPicture(canvas, painting.width, painting.height, finish);
}
