import { Canvas } from './drawing/canvas.ts';
import { CAMERA_FINISH, type Finish, type Picture, renderPicture } from './drawing/photograph.ts';
import { beachSunset } from './scenes/sea.ts';

/** Draws one scene on a canvas. */
type Draw = (canvas: Canvas) => void;

const SCENES = {
  beachSunset: { draw: beachSunset, finish: CAMERA_FINISH },
} satisfies Record<string, { draw: Draw; finish: Finish }>;

/** What a sample picture shows. */
export type SceneName = keyof typeof SCENES;

/** How a scene is painted: in pixels, with the seed of its chance details, and how far a burst has moved on. */
export interface Painting {
  readonly width: number;
  readonly height: number;
  /** Pictures of one scene with different seeds differ in light, weather and detail. */
  readonly seed?: string;
  /** The frame number within a burst: the same place, a moment later. */
  readonly drift?: number;
}

/** Paints a scene; the same arguments give the same pixels. */
export function paintScene(name: SceneName, painting: Painting): Promise<Picture> {
  const { draw, finish } = SCENES[name];
  const canvas = new Canvas(painting.width / painting.height, `${name}/${painting.seed ?? ''}`, painting.drift);
  draw(canvas);
  return renderPicture(canvas, painting.width, painting.height, finish);
}

/** The names of all scenes, in a fixed order. */
export function sceneNames(): SceneName[] {
  return Object.keys(SCENES).filter((name): name is SceneName => name in SCENES);
}
