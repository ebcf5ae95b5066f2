import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeSampleVideo } from '../../../src/samples/video.ts';
import { canStandIn, type StandInFfmpeg, standInFfmpeg } from '../../fixtures/ffmpeg.ts';
import { jpegBytes } from '../../fixtures/images.ts';
import { assetDto } from '../../fixtures/immich-dtos.ts';
import { answerJson, type SeenRequest, startStandIn } from '../../fixtures/immich-stand-in.ts';
import { connectForTest, openLocalTools, type Told, toolsOf } from '../../fixtures/immich-tools.ts';
import { addPhoto, type PhotoFacts } from '../../fixtures/photoprism/state.ts';
import { openPhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

let film: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  const video = { width: 64, height: 36, seconds: 2, framesPerSecond: 2, scene: 'aurora' } as const;
  film = new Uint8Array(await makeSampleVideo(video, 'mp4'));
});

const toClose: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
  vi.unstubAllEnvs();
});

/** Reads all of the video, and draws the same picture for every moment; as a poster, too. */
const draws = `if (url.startsWith('http')) {
    const answer = await read('bytes=0-');
    if (answer.status !== 206 || (await answer.arrayBuffer()).byteLength < 1000) process.exit(3);
  }
  process.stdout.write(picture);`;

/** From now on this is the only ffmpeg there is. */
async function useFfmpeg(script = draws): Promise<StandInFfmpeg> {
  const program = await standInFfmpeg(script);
  vi.stubEnv('PATH', program.searchPath);
  toClose.push(() => program.remove());
  return program;
}

const useNoFfmpeg = () => vi.stubEnv('PATH', '/nowhere');

async function openLocal() {
  const local = await openLocalTools();
  toClose.push(() => local.close());
  return local;
}

async function sizeOf(told: Told, at = 0) {
  const { width, height, format } = await sharp(Buffer.from(told.images[at]?.data ?? '', 'base64')).metadata();
  return { width, height, format };
}

const frames = (told: Told) => Object.values(Object(told.data.frames));

describe.skipIf(!canStandIn)('view_video', () => {
  it('shows a video as one strip: eight frames at even distances, and the second of each', async () => {
    await useFfmpeg();
    const local = await openLocal();
    const id = await local.addAsset({ name: 'clip.mp4', bytes: film });
    const told = await local.call('view_video', { asset_id: 'clip.mp4' });
    expect(told.error).toBeUndefined();
    expect(told.data).toMatchObject({
      id,
      file: 'clip.mp4',
      seconds: 2,
      size: '64x36',
      image_tokens: expect.any(Number),
    });
    expect(told.data.frames).toEqual({ 1: 0.1, 2: 0.4, 3: 0.6, 4: 0.9, 5: 1.1, 6: 1.4, 7: 1.6, 8: 1.9 });
    expect(told.images).toHaveLength(1);
    expect(told.text.split('\n').at(-1)).toBe('"clip.mp4" 0:00.1 to 0:01.9');
    const size = await sizeOf(told);
    expect(size.format).toBe('jpeg');
    expect(told.data.image_tokens).toBe(Math.ceil(((size.width ?? 0) * (size.height ?? 0)) / 750));
    expect(told.data).not.toHaveProperty('note');
  });

  it('shows single frames of a part, each after its number and time', async () => {
    await useFfmpeg();
    const local = await openLocal();
    await local.addAsset({ name: 'clip.mp4', bytes: film });
    const told = await local.call('view_video', { asset_id: 'clip.mp4', from: 1, to: 1.5, frames: 2, as: 'frames' });
    expect(told.data).toMatchObject({ frames: { 1: 1.1, 2: 1.4 }, image_tokens: 2 * Math.ceil((320 * 180) / 750) });
    expect(told.text.split('\n').slice(1)).toEqual(['1 0:01.1', '2 0:01.4']);
    expect(await sizeOf(told, 1)).toEqual({ width: 320, height: 180, format: 'jpeg' });
  });

  it('says how many frames could be read, and why not more', async () => {
    await useFfmpeg(`if (url.startsWith('http') && seconds > 1) process.exit(1); ${draws}`);
    const local = await openLocal();
    await local.addAsset({ name: 'clip.mp4', bytes: film });
    const told = await local.call('view_video', { asset_id: 'clip.mp4', frames: 4 });
    expect(frames(told)).toEqual([0.3, 0.8]);
    expect(told.data.note).toMatch(/^Read 2 of 4 frames: the file is damaged/);
  });

  it('says so where a part is too short for so many frames', async () => {
    await useFfmpeg();
    const local = await openLocal();
    await local.addAsset({ name: 'clip.mp4', bytes: film });
    const told = await local.call('view_video', { asset_id: 'clip.mp4', from: 1, to: 1.1 });
    expect(frames(told)).toHaveLength(3);
    expect(told.data.note).toContain('So short that 3 of 8 frames');
  });

  it('without ffmpeg shows the still, and says how to see more', async () => {
    await useFfmpeg();
    const local = await openLocal();
    await local.addAsset({ name: 'clip.mp4', bytes: film });
    useNoFfmpeg();
    const told = await local.call('view_video', { asset_id: 'clip.mp4' });
    expect(told.error).toBeUndefined();
    expect(await sizeOf(told)).toMatchObject({ width: 320, height: 180 });
    expect(told.data).toMatchObject({
      file: 'clip.mp4',
      seconds: 2,
      note: expect.stringMatching(/no ffmpeg.*install/),
    });
    expect(told.data).not.toHaveProperty('frames');
  });

  it('without ffmpeg and without a still only says how to see something', async () => {
    useNoFfmpeg();
    const local = await openLocal();
    await local.addAsset({ name: 'clip.mp4', bytes: film });
    const told = await local.call('view_video', { asset_id: 'clip.mp4' });
    expect(told).toMatchObject({ images: [], error: expect.stringMatching(/no ffmpeg.*install the package ffmpeg/) });
  });

  it('where no frame can be read shows the still, and says why', async () => {
    await useFfmpeg(`if (url.startsWith('http')) process.exit(1); ${draws}`);
    const local = await openLocal();
    await local.addAsset({ name: 'clip.mp4', bytes: film });
    const told = await local.call('view_video', { asset_id: 'clip.mp4', frames: 1 });
    expect(told.images).toHaveLength(1);
    expect(told.data.note).toMatch(/^Only the library's still\. No frame could be read: the file is damaged/);
  });

  it('leads to view_assets where it is a photo', async () => {
    const program = await useFfmpeg();
    const local = await openLocal();
    await local.addAsset({ name: 'tower.jpg' });
    const told = await local.call('view_video', { asset_id: 'tower.jpg' });
    expect(told.error).toMatch(/"tower\.jpg" is a photo.*view_assets/);
    expect((await program.started()).length).toBe(0);
  });

  it('shows the clip of a Live Photo', async () => {
    await useFfmpeg();
    const local = await openLocal();
    const clip = await local.addAsset({ name: 'live.mov', bytes: film });
    const photo = await local.addAsset({ name: 'live.jpg', fields: { livePhotoVideoId: clip } });
    const told = await local.call('view_video', { asset_id: photo, frames: 2 });
    expect(told.error).toBeUndefined();
    expect(told.data).toMatchObject({
      id: photo,
      file: 'live.jpg',
      note: expect.stringContaining('clip of a live photo'),
    });
    expect(told.data).not.toHaveProperty('size');
  });

  it('never shows what is locked, and nothing of what is not there', async () => {
    const program = await useFfmpeg();
    const local = await openLocal();
    const id = await local.addAsset({ name: 'clip.mp4', bytes: film });
    const started = (await program.started()).length;
    await local.ask('PUT', '/assets', { body: { ids: [id], visibility: 'locked' } });
    const locked = await local.call('view_video', { asset_id: id });
    expect(locked.images).toEqual([]);
    expect(locked.error).toBeDefined();
    const unknown = await local.call('view_video', { asset_id: '00000000-0000-4000-8000-000000000000' });
    expect(unknown.error).toContain('none of these');
    expect(await program.started()).toHaveLength(started);
  });

  it.each([
    [{ frames: 17 }, 'frames: must be from 1 to 16'],
    [{ frames: 0 }, 'frames: must be from 1 to 16'],
    [{ from: -1 }, 'from: must be seconds'],
    [{ from: 5, to: 5 }, 'to: it must be later than from'],
    [{ from: 2 }, 'from: the video ends after 2 s'],
  ])('refuses %j', async (args, message) => {
    await useFfmpeg();
    const local = await openLocal();
    await local.addAsset({ name: 'clip.mp4', bytes: film });
    expect((await local.call('view_video', { asset_id: 'clip.mp4', ...args })).error).toContain(message);
  });
});

describe.skipIf(!canStandIn)('view_video of an Immich server', () => {
  const video = { ...assetDto(1), type: 'VIDEO', duration: 2000, originalFileName: 'sea.mp4' };

  async function openImmich(
    play: (request: SeenRequest) => { status: number; headers?: object; body: Uint8Array | string },
  ) {
    const server = await startStandIn((request, response) => {
      if (request.url.includes('/thumbnail')) {
        return void jpegBytes().then((still) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(still));
      }
      if (!request.url.includes('/video/playback')) return answerJson(response, video);
      const { status, headers, body } = play(request);
      response.writeHead(status, { 'content-type': 'video/mp4', ...headers }).end(body);
    });
    const connection = connectForTest({ baseUrl: server.url, timeoutSeconds: 2 });
    toClose.push(server.close, () => connection.close());
    return { server, call: toolsOf(connection) };
  }

  const inParts = ({ headers }: SeenRequest) => {
    const [, from = '0', to = '0'] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
    const end = Math.min(Number(to), film.length - 1);
    const range = { 'content-range': `bytes ${from}-${end}/${film.length}` };
    return { status: 206, headers: range, body: film.subarray(Number(from), end + 1) };
  };

  it('reads it in parts, with the key in no address, argument or environment', async () => {
    const program = await useFfmpeg();
    vi.stubEnv('IMMICH_API_KEY', 'test-key-never-to-be-told');
    const { server, call } = await openImmich(inParts);
    const told = await call('view_video', { asset_id: video.id, frames: 3 });
    expect(frames(told)).toHaveLength(3);
    const played = server.requests.filter(({ url }) => url.includes('/video/playback'));
    expect(played.map(({ headers }) => headers.range)).toEqual(['bytes=0-524287']);
    expect(played[0]?.headers['x-api-key']).toBe('test-key-never-to-be-told');
    expect(JSON.stringify(await program.started())).not.toContain('test-key');
    expect(server.requests.map(({ url }) => url).join()).not.toContain('test-key');
  });

  it('reads all of it where it knows no parts', async () => {
    await useFfmpeg();
    const { call } = await openImmich(() => ({ status: 200, body: film }));
    expect(frames(await call('view_video', { asset_id: video.id, frames: 2 }))).toHaveLength(2);
  });

  it.each([
    [404, { message: 'Not Found' }, 'still'],
    [403, { message: 'Missing required permission: asset.view' }, 'asset.view'],
    [500, { message: 'Internal' }, '500'],
  ])('tells its %i', async (status, body, words) => {
    await useFfmpeg();
    const { call } = await openImmich(() => ({ status, body: JSON.stringify(body) }));
    const told = await call('view_video', { asset_id: video.id });
    expect(`${told.error ?? ''} ${String(told.data.note)}`).toContain(words);
  });

  it.each(['#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n', '<html>Sign in</html>'])(
    'shows a still in place of %j',
    async (text) => {
      const program = await useFfmpeg();
      const { call } = await openImmich(() => ({ status: 200, body: text }));
      const told = await call('view_video', { asset_id: video.id });
      expect(told.images).toHaveLength(1);
      expect(told.data.note).toContain('no video of a kind that is opened here');
      expect(await program.started()).toEqual([]);
    },
  );
});

describe.skipIf(!canStandIn)('view_video of a PhotoPrism server', () => {
  const jpeg = { Width: 640, Height: 360 };
  const mp4 = { FileType: 'mp4', MediaType: 'video', Mime: 'video/mp4', Codec: 'avc1', Video: true };

  async function open(facts: PhotoFacts) {
    const program = await useFfmpeg();
    const tools = await openPhotoPrismTools();
    toClose.push(tools.close);
    const photo = addPhoto(tools.server.state, facts);
    const played = () => tools.server.requests.map(({ path }) => path).filter((path) => path.startsWith('/videos/'));
    return {
      ...tools,
      program,
      photo,
      played,
      view: () => tools.call('view_video', { asset_id: photo.UID, frames: 2 }),
    };
  }

  const clip = (codec = 'avc1', more: object = {}): PhotoFacts => ({
    Type: 'video',
    Duration: 6_000_000_000,
    files: [jpeg, { ...mp4, film, Codec: codec, ...more }],
  });

  it('plays the file itself, with a token that nobody is told', async () => {
    const { view, played, photo, program } = await open(clip());
    const told = await view();
    expect(told.data).toMatchObject({ id: photo.UID, seconds: 6, size: '640x360', frames: { 1: 1.5, 2: 4.5 } });
    expect(played()).toEqual([`/videos/${photo.Files[1]?.Hash}/p3eviewTok3n/avc`]);
    expect(JSON.stringify([told, await program.started()])).not.toContain('p3eviewTok3n');
  });

  it.each([
    ['hvc1', 'hvc1', false],
    ['vp09', 'vp9', false],
    ['av01', 'av01', false],
    ['mjpg', 'avc', true],
    ['toString', 'avc', true],
  ])('of the codec %s asks for %s, so that nothing is converted that need not be', async (codec, format, converted) => {
    const { view, played, server } = await open(clip(codec));
    expect(frames(await view())).toHaveLength(2);
    expect(played()[0]).toMatch(new RegExp(`/${format}$`));
    expect(server.state.converted.length > 0).toBe(converted);
  });

  it('asks for a new token where the one it had is refused', async () => {
    const { view, server, played } = await open(clip());
    await view();
    server.tokens.preview = 'n3xtPreviewTok3n';
    expect(frames(await view())).toHaveLength(2);
    expect(played().at(-1)).toContain('n3xtPreviewTok3n');
  });

  it('shows the clip of a live photo', async () => {
    const { view } = await open({ Type: 'live', files: [jpeg, { ...mp4, film }] });
    expect((await view()).data).toMatchObject({ note: expect.stringContaining('clip of a live photo') });
  });

  it.each([
    ['is missing', { Missing: true }, 'The video file is missing'],
    ['is broken', { Error: 'no moov' }, 'sent an icon instead'],
  ])('shows the still where the file %s', async (_what, more, words) => {
    const { view } = await open(clip('avc1', more));
    const told = await view();
    expect(told.images).toHaveLength(1);
    expect(told.data.note).toContain(words);
  });

  it('never shows what is private, and leads to view_assets where it is a photo', async () => {
    const secret = await open({ ...clip(), Private: true });
    expect((await secret.view()).error).toContain('private');
    expect(secret.played()).toEqual([]);
    const photo = await open({});
    expect((await photo.view()).error).toContain('view_assets');
  });
});
