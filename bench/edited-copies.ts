/** Pictures with copies that were edited in known ways, and pictures that only look like them: what finding duplicates is measured on. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { Canvas } from '../src/samples/drawing/canvas.ts';
import { writeText } from '../src/samples/drawing/lettering.ts';
import { CAMERA_FINISH, renderPicture, SCREEN_FINISH } from '../src/samples/drawing/photograph.ts';
import { seededRandom } from '../src/samples/drawing/random.ts';
import { boardingPass, chatScreen } from '../src/samples/scenes/phone.ts';
import { receipt } from '../src/samples/scenes/receipt.ts';
import { paintScene, type SceneName } from '../src/samples/scenes.ts';

export interface EditedCopy {
  /** The file's name in the folder. */
  readonly file: string;
  /** Files that show the same picture share it. */
  readonly picture: string;
  /** How it was made from the picture; `original`, or the way in which it only looks like another one. */
  readonly edit: string;
}

interface Source {
  readonly name: string;
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
}

const photographed: readonly SceneName[] = [
  'aurora',
  'beachSunset',
  'birthday4',
  'birthday6',
  'cafeTable',
  'campfire',
  'catPortrait',
  'catWindow',
  'cherryBlossom',
  'cityNight',
  'colosseumDay',
  'colosseumEvening',
  'eiffelDay',
  'eiffelDusk',
  'eiffelNight',
  'forest',
  'garden',
  'glacierLagoon',
  'harbour',
  'harbourNorth',
  'lakeMirror',
  'market',
  'mountains',
  'neonStreet',
  'oldPrint',
  'pizza',
  'ramen',
  'riverBridge',
  'riverBridgeDome',
  'romanStreet',
  'volcanoGate',
  'waterfall',
  'winterHouse',
];
const shapes = [
  [960, 720],
  [720, 960],
  [960, 640],
  [800, 800],
] as const;

function region({ width, height }: Source, left: number, top: number, right: number, bottom: number) {
  const [x, y] = [Math.round(width * left), Math.round(height * top)];
  return { left: x, top: y, width: Math.round(width * (1 - right)) - x, height: Math.round(height * (1 - bottom)) - y };
}

function framed({ width, height, jpeg }: Source, share: number, background: string) {
  const [x, y] = [Math.round(width * share), Math.round(height * share)];
  return sharp(jpeg).extend({ top: y, bottom: y, left: x, right: x, background });
}

/** Lettering over the lower right corner. */
function written({ width, height, jpeg }: Source, text: string, size: number) {
  const canvas = new Canvas(width / height, text);
  writeText(canvas, canvas.width - text.length * size * 0.95, 960 - size, text, { size, colour: '#ffffff' });
  return sharp(jpeg).composite([{ input: Buffer.from(canvas.svg(width, height)) }]);
}

type Edit = readonly [name: string, extension: string, make: (source: Source) => Promise<Buffer>];
const jpeg = { quality: 88 };

/** Edits that leave the picture what it is: these copies should be found. */
const edits: readonly [Edit, ...Edit[]] = [
  [
    'resized to a half',
    'jpg',
    ({ jpeg: of, width }) =>
      sharp(of)
        .resize(Math.round(width / 2))
        .jpeg(jpeg)
        .toBuffer(),
  ],
  [
    'resized to a quarter',
    'jpg',
    ({ jpeg: of, width }) =>
      sharp(of)
        .resize(Math.round(width / 4))
        .jpeg(jpeg)
        .toBuffer(),
  ],
  ['JPEG quality 30', 'jpg', ({ jpeg: of }) => sharp(of).jpeg({ quality: 30 }).toBuffer()],
  ['JPEG quality 10', 'jpg', ({ jpeg: of }) => sharp(of).jpeg({ quality: 10 }).toBuffer()],
  ['as WebP', 'webp', ({ jpeg: of }) => sharp(of).webp({ quality: 75, effort: 1 }).toBuffer()],
  ['as AVIF', 'avif', ({ jpeg: of }) => sharp(of).avif({ quality: 45, effort: 0 }).toBuffer()],
  ['as PNG', 'png', ({ jpeg: of }) => sharp(of).png({ compressionLevel: 1 }).toBuffer()],
  ['as TIFF', 'tif', ({ jpeg: of }) => sharp(of).tiff({ compression: 'jpeg', quality: 85 }).toBuffer()],
  [
    'as GIF',
    'gif',
    ({ jpeg: of, width }) =>
      sharp(of)
        .resize(Math.round(width / 2))
        .gif({ effort: 1 })
        .toBuffer(),
  ],
  [
    'stored turned (EXIF orientation 6)',
    'jpg',
    ({ jpeg: of }) => sharp(of).rotate(270).withMetadata({ orientation: 6 }).jpeg(jpeg).toBuffer(),
  ],
  ['brighter by 15 %', 'jpg', ({ jpeg: of }) => sharp(of).modulate({ brightness: 1.15 }).jpeg(jpeg).toBuffer()],
  ['darker by 15 %', 'jpg', ({ jpeg: of }) => sharp(of).modulate({ brightness: 0.85 }).jpeg(jpeg).toBuffer()],
  ['more contrast', 'jpg', ({ jpeg: of }) => sharp(of).linear(1.15, -12).jpeg(jpeg).toBuffer()],
  ['more colour', 'jpg', ({ jpeg: of }) => sharp(of).modulate({ saturation: 1.4 }).jpeg(jpeg).toBuffer()],
  [
    'warmer',
    'jpg',
    ({ jpeg: of }) =>
      sharp(of)
        .recomb([
          [1.08, 0, 0],
          [0, 1, 0],
          [0, 0, 0.9],
        ])
        .jpeg(jpeg)
        .toBuffer(),
  ],
  ['sharpened', 'jpg', ({ jpeg: of }) => sharp(of).sharpen({ sigma: 1.5 }).jpeg(jpeg).toBuffer()],
  ['grey', 'jpg', ({ jpeg: of }) => sharp(of).greyscale().jpeg(jpeg).toBuffer()],
  ['small lettering in a corner', 'jpg', (source) => written(source, '24.08.2023', 18).jpeg(jpeg).toBuffer()],
  ['large lettering', 'jpg', (source) => written(source, 'ANNA EXAMPLE 2024', 40).jpeg(jpeg).toBuffer()],
  [
    'cropped by 1 % on each side',
    'jpg',
    (source) =>
      sharp(source.jpeg)
        .extract(region(source, 0.01, 0.01, 0.01, 0.01))
        .jpeg(jpeg)
        .toBuffer(),
  ],
  [
    'cropped by 2 % on each side',
    'jpg',
    (source) =>
      sharp(source.jpeg)
        .extract(region(source, 0.02, 0.02, 0.02, 0.02))
        .jpeg(jpeg)
        .toBuffer(),
  ],
  [
    'cropped by 4 % on each side',
    'jpg',
    (source) =>
      sharp(source.jpeg)
        .extract(region(source, 0.04, 0.04, 0.04, 0.04))
        .jpeg(jpeg)
        .toBuffer(),
  ],
  [
    'cropped by 5 % on one side',
    'jpg',
    (source) =>
      sharp(source.jpeg)
        .extract(region(source, 0, 0, 0.05, 0))
        .jpeg(jpeg)
        .toBuffer(),
  ],
  ['white border of 2 %', 'jpg', (source) => framed(source, 0.02, '#ffffff').jpeg(jpeg).toBuffer()],
  ['black border of 5 %', 'jpg', (source) => framed(source, 0.05, '#000000').jpeg(jpeg).toBuffer()],
];

/** A person in the picture: `x` says where the middle is, `size` how tall, as shares of width and height. */
async function withPerson({ width, height, jpeg: of }: Source, x: number, size: number, coat: string): Promise<Buffer> {
  const canvas = new Canvas(width / height, 'person');
  const [middle, tall] = [canvas.width * x, 1000 * size];
  canvas.ellipse(middle, 700 - tall * 0.75, tall * 0.22, tall * 0.26, '#d9a57a');
  canvas.path(
    `M${middle - tall * 0.35} ${700 + tall * 0.6} L${middle - tall * 0.3} ${700 - tall * 0.4} Q${middle} ${700 - tall * 0.65} ${middle + tall * 0.3} ${700 - tall * 0.4} L${middle + tall * 0.35} ${700 + tall * 0.6} Z`,
    coat,
  );
  return sharp(of)
    .composite([{ input: Buffer.from(canvas.svg(width, height)) }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Pictures that are not copies although they look alike: a burst in which somebody walks. */
const frames: readonly (readonly [name: string, x: number, size: number])[] = [
  ['burst, near', 0.3, 0.22],
  ['burst, near, a step on', 0.35, 0.22],
  ['burst, near, two steps on', 0.4, 0.22],
  ['burst, near, four steps on', 0.5, 0.22],
  ['burst, far', 0.3, 0.1],
  ['burst, far, moved', 0.38, 0.1],
  ['burst, far, moved on', 0.5, 0.1],
];
const coats = ['#8a2030', '#20508a', '#e0d040', '#203020'];

async function source(name: string, width: number, height: number, data: Buffer): Promise<Source> {
  const of = sharp(data, { raw: { width, height, channels: 3 } });
  return { name, width, height, jpeg: await of.jpeg({ quality: 92 }).toBuffer() };
}

async function* photographs(variants: number): AsyncGenerator<Source> {
  let number = 0;
  for (const scene of photographed) {
    for (let variant = 0; variant < variants; variant++) {
      const [width, height] = shapes[number++ % shapes.length] ?? shapes[0];
      const { data } = await paintScene(scene, { width, height, seed: `variant ${variant}` });
      yield source(`${scene}-${variant}`, width, height, data);
    }
  }
}

const words: readonly [string, ...string[]] = [
  'DINNER',
  'ON',
  'FRIDAY',
  'YES',
  'NO',
  'THE',
  'TRAIN',
  'IS',
  'LATE',
  'AGAIN',
  'SEE',
  'YOU',
  'SOON',
  'PHOTOS',
  'PLEASE',
];

/** Screens and receipts of one layout, each with other words. */
async function* sameLayout(variants: number): AsyncGenerator<Source> {
  for (let variant = 0; variant < variants * 4; variant++) {
    const random = seededRandom(`layout ${variant}`);
    const say = (count: number) => Array.from({ length: count }, () => random.pick(words)).join(' ');
    const digits = () => String(Math.floor(random.between(10, 60)));
    const screen = async (name: string, draw: (canvas: Canvas) => void) => {
      const canvas = new Canvas(590 / 1278, `${name} ${variant}`);
      draw(canvas);
      return source(`${name}-${variant}`, 590, 1278, (await renderPicture(canvas, 590, 1278, SCREEN_FINISH)).data);
    };
    yield screen('chat', (canvas) => {
      const messages = Array.from({ length: 9 }, (_, line) => [line % 2 === 0, say(3)] as const);
      chatScreen(canvas, `20:${digits()}`, 'MARTA', messages);
    });
    yield screen('pass', (canvas) =>
      boardingPass(canvas, random.pick(['MUC', 'CDG', 'LHR']), random.pick(['HND', 'JFK']), '28 MAR'),
    );
    const canvas = new Canvas(0.75, `receipt ${variant}`);
    const lines = Array.from({ length: 5 }, () => [random.pick(words), `${digits()}.90`] as const);
    receipt(canvas, ['#b8835a', '#7d5233'], 'CAFE DU PONT', `${digits()}/06/2023`, lines, `${digits()}.50`);
    yield source(`receipt-${variant}`, 720, 960, (await renderPicture(canvas, 720, 960, CAMERA_FINISH)).data);
  }
}

/** A library has a picture in a few versions at most; which edits a photograph gets goes round. */
const editsEach = 5;

/**
 * Writes photographs (`variants` of 33 scenes) with five edited copies and seven burst frames of each, and three kinds of screens
 * and receipts of one layout, to `folder`. The same files each time.
 */
export async function writeEditedCopies(folder: string, variants: number): Promise<EditedCopy[]> {
  await mkdir(folder, { recursive: true });
  const files: EditedCopy[] = [];
  const write = async (picture: string, edit: string, extension: string, bytes: Buffer) => {
    const file = `${String(files.length).padStart(5, '0')}.${extension}`;
    await writeFile(join(folder, file), bytes);
    files.push({ file, picture, edit });
  };
  let number = 0;
  for await (const photograph of photographs(variants)) {
    const { name } = photograph;
    await write(name, 'original', 'jpg', photograph.jpeg);
    for (let turn = 0; turn < editsEach; turn++) {
      const [edit, extension, make] = edits[(number + (turn * edits.length) / editsEach) % edits.length] ?? edits[0];
      await write(name, edit, extension, await make(photograph));
    }
    for (const [frame, x, size] of frames) {
      const coat = coats[number % coats.length] ?? '#000000';
      await write(`${name} ${frame}`, frame, 'jpg', await withPerson(photograph, x, size, coat));
    }
    number++;
  }
  for await (const screen of sameLayout(variants)) {
    await write(screen.name, 'same layout', 'png', await sharp(screen.jpeg).png().toBuffer());
    await write(screen.name, 'same layout, as JPEG', 'jpg', screen.jpeg);
  }
  for (let frame = 0; frame < 6; frame++) {
    const { data, width, height } = await paintScene('aurora', { width: 960, height: 640, drift: frame * 2 });
    const { jpeg: bytes } = await source('aurora', width, height, data);
    await write(`moving aurora ${frame}`, 'burst, northern lights', 'jpg', bytes);
  }
  return files;
}
