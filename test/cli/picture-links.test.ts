/** Addresses of pictures: who gets a picture by one, and everything by which one comes to nothing. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { letEverybodyIn, openUntilGuarded } from '../../src/access/everyone.ts';
import type { SignIn } from '../../src/access/identity.ts';
import { linkMinutes, pictureSeals } from '../../src/access/picture-seals.ts';
import { sealerOf } from '../../src/access/sealed.ts';
import { stillLooking } from '../../src/access/still-looking.ts';
import type { AuditLine } from '../../src/catalog/call.ts';
import { type Caller, localCaller } from '../../src/catalog/caller.ts';
import { type Failure, failed, success } from '../../src/catalog/result.ts';
import { type PictureParts, picturePage } from '../../src/cli/picture-links.ts';
import { openCallGate } from '../../src/server/call-gate.ts';
import type { Eyes, Looked, SeenAsset } from '../../src/viewing/eyes.ts';
import { type AccessRoom, accessRoom, signInOf } from '../fixtures/access-room.ts';
import { jpegBytes } from '../fixtures/images.ts';

const secret = 'a server secret of more than 32 characters';
const id = '6d6b3f0e-9c39-4a39-8d3f-0b6d5d3f0a11';
const seen: SeenAsset = {
  id,
  file: 'sea.jpg',
  taken: undefined,
  isVideo: false,
  seconds: undefined,
  size: undefined,
  version: '1',
};

let room: AccessRoom;
/** What the library says of the asset, and of itself; whom it was asked for. */
let looked: Partial<Looked>;
let fault: Failure | undefined;
let bytes: Uint8Array<ArrayBuffer>;
let asked: Caller[];
let sizes: string[];
let audit: AuditLine[];

beforeEach(async () => {
  room = await accessRoom();
  [looked, fault, asked, sizes, audit] = [{ found: [seen] }, undefined, [], [], []];
  bytes = new Uint8Array(await jpegBytes({ seed: 1 }));
});
afterEach(() => room.remove());

function eyes(): Eyes {
  const cannot = async () => failed('unsupported', 'Not here.');
  return {
    library: 'a library',
    account: 'one',
    cache: undefined,
    lookUp: async () =>
      fault === undefined ? success({ found: [], missing: [], hidden: [], ...looked }) : { ok: false, failure: fault },
    picture: async (_asset, size) => {
      sizes.push(size);
      return success({ mimeType: 'image/jpeg', bytes });
    },
    select: cannot,
    person: cannot,
    video: cannot,
  };
}

const sealsWith = (key: string) => pictureSeals(sealerOf(key, 'addresses of pictures'), () => room.clock.now);

/** One replica's page; all that is not told is as the program has it. */
function page(more: Partial<PictureParts> & { signIn?: SignIn; takesTokens?: boolean } = {}) {
  const { signIn = signInOf(room), takesTokens = false, ...parts } = more;
  return picturePage({
    seals: sealsWith(secret),
    stillLooking: stillLooking({ clients: room.clients, edition: 'ce', signIn, takesTokens }),
    look: async (caller) => {
      asked.push(caller);
      return success({ eyes: eyes() });
    },
    gate: openCallGate(),
    count: async () => 0,
    audit: (line) => audit.push(line),
    deadlineSeconds: 5,
    ...parts,
  });
}

function open(sealed: string, where = page(), address = '127.0.0.1', headers: Record<string, string> = {}) {
  const request = new Request(`https://photos.example/pictures/${sealed}`, { headers });
  return where.answer(request, { address, publicUrl: 'https://photos.example' });
}

const callerOf = (client: { id: string }, more: Partial<Caller> = {}): Caller => ({
  id: `client:${client.id}`,
  permits: () => true,
  ...more,
});

async function expectNothing(answer: Response): Promise<void> {
  expect([answer.status, await answer.json()]).toEqual([
    404,
    { jsonrpc: '2.0', error: { code: -32000, message: 'Not found.' }, id: null },
  ]);
}

describe('an address', () => {
  it('leads to the picture in the size that it was made for, and is not kept, sniffed or run', async () => {
    const { client } = await room.add();
    const answer = await open(sealsWith(secret).seal({ id, size: 'preview' }, callerOf(client)));
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(bytes.length),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(sizes).toEqual(['preview']);
    expect(audit).toEqual([expect.objectContaining({ tool: 'picture', caller: `client:${client.id}`, outcome: 'ok' })]);
  });

  it('tells neither the asset nor the client, and is another one each time', async () => {
    const { client } = await room.add();
    const seal = () => sealsWith(secret).seal({ id, size: 'thumb' }, callerOf(client));
    expect(seal()).not.toBe(seal());
    const readable = Buffer.from(seal().replace('v1.', ''), 'base64url').toString('latin1');
    for (const part of [id, client.id, 'thumb']) expect(seal() + readable).not.toContain(part);
    expect(seal()).toMatch(/^v1\.[\w-]{100,160}$/);
  });

  it('asks the library as the client, with its own key where it has one', async () => {
    const { client } = await room.add();
    await room.clients.keepLibraryKey(client.id, 'sealed');
    await open(sealsWith(secret).seal({ id, size: 'thumb' }, callerOf(client, { keyOwner: client.id })));
    expect(asked).toEqual([expect.objectContaining({ id: `client:${client.id}`, keyOwner: client.id })]);
  });

  it('is good at every replica that has the same secret', async () => {
    const { client } = await room.add();
    const sealed = sealsWith(secret).seal({ id, size: 'thumb' }, callerOf(client));
    const other = page({ seals: pictureSeals(sealerOf(secret, 'addresses of pictures'), () => room.clock.now) });
    expect((await open(sealed, other)).status).toBe(200);
  });

  it.each([
    ['a moment before its end', linkMinutes * 60_000 - 1, 200],
    ['at its end', linkMinutes * 60_000, 404],
    ['long after', 86_400_000, 404],
  ])('is looked at %s', async (_, later, status) => {
    const { client } = await room.add();
    const sealed = sealsWith(secret).seal({ id, size: 'thumb' }, callerOf(client));
    room.clock.now += later;
    expect((await open(sealed)).status).toBe(status);
  });
});

describe('comes to nothing, in the same words', () => {
  const sealFor = (caller: Caller) => sealsWith(secret).seal({ id, size: 'thumb' }, caller);
  const everything = () => true;

  const wrong: readonly (readonly [string, (client: { id: string }, sealed: string) => string])[] = [
    ['what was made up', () => 'v1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['nothing', () => ''],
    ['what is far too long', () => `v1.${'A'.repeat(100_000)}`],
    ['a part', (_, sealed) => sealed.slice(0, -4)],
    ['what was altered', (_, sealed) => `${sealed.slice(0, 40)}${sealed[40] === 'A' ? 'B' : 'A'}${sealed.slice(41)}`],
    [
      'what another server sealed',
      (client) => sealsWith('another secret of 32 characters').seal({ id, size: 'thumb' }, callerOf(client)),
    ],
    [
      'what this server sealed for something else',
      (client) => {
        const text = `${Math.floor(room.clock.now / 1000).toString(36)} thumb server ${id} client:${client.id}`;
        return sealerOf(secret, 'library keys of clients').seal(text, client.id);
      },
    ],
    [
      "that of a client's own library, of which the key is gone",
      (client) => sealFor(callerOf(client, { keyOwner: client.id })),
    ],
    ['that of nobody known', () => sealFor(callerOf({ id: 'c000000000000000' }))],
    ['that of a visitor of a public server', () => sealFor({ id: 'public:127.0.0.1', permits: everything })],
    ['that of the person at this machine, where credentials are asked for', () => sealFor(localCaller)],
    [
      'that of somebody with a token, where no tokens are taken',
      () => sealFor({ id: 'jwt:https://id.example anna', permits: everything }),
    ],
  ];

  it.each(wrong)('%s', async (_, make) => {
    const { client } = await room.add();
    await expectNothing(await open(make(client, sealFor(callerOf(client)))));
    expect(asked).toEqual([]);
  });

  const library = (says: Partial<Looked>) => {
    looked = says;
  };

  const meanwhile: readonly (readonly [string, (id: string) => unknown])[] = [
    ['the client was removed', (client) => room.clients.remove(client)],
    ['the client was disabled', (client) => room.clients.change(client, { enabled: false })],
    ['its role may no longer look', (client) => room.clients.change(client, { role: 'none' })],
    ['its scope may no longer look', (client) => room.clients.change(client, { scope: 'metrics' })],
    [
      'it got another secret',
      (client) => {
        room.clock.now += 2000;
        return room.clients.renewSecret(client);
      },
    ],
    ['it got a library of its own', (client) => room.clients.keepLibraryKey(client, 'sealed')],
    ['the asset was deleted for good', () => library({ missing: [id] })],
    ['the asset was locked', () => library({ hidden: [id] })],
    [
      'the library refuses the client',
      () => {
        fault = { code: 'denied', message: 'No.' };
      },
    ],
    [
      'what the library has is no picture',
      () => {
        bytes = new TextEncoder().encode('<svg onload=alert(1)>');
      },
    ],
  ];

  it.each(meanwhile)('where meanwhile %s', async (_, happens) => {
    const { client } = await room.add();
    const sealed = sealFor(callerOf(client));
    await happens(client.id);
    await expectNothing(await open(sealed));
  });

  it('whatever credential comes along', async () => {
    const { client } = await room.add();
    const other = await room.add({ role: 'admin' });
    const sealed = sealsWith(secret).seal({ id, size: 'thumb' }, callerOf(client));
    await room.clients.remove(client.id);
    await expectNothing(await open(sealed, page(), '127.0.0.1', { authorization: `Bearer ${other.bearer}` }));
    expect(asked).toEqual([]);
  });
});

describe('where nobody has to say who they are', () => {
  const sealed = () => sealsWith(secret).seal({ id, size: 'thumb' }, localCaller);

  it('the address is good for everybody where everybody is let in', async () => {
    expect((await open(sealed(), page({ signIn: letEverybodyIn }), '192.0.2.7')).status).toBe(200);
  });

  it('and on this machine alone as long as there is no client, but not through a proxy', async () => {
    const signIn = openUntilGuarded(signInOf(room), () => room.clients.any());
    expect((await open(sealed(), page({ signIn }))).status).toBe(200);
    await expectNothing(await open(sealed(), page({ signIn }), '192.0.2.7'));
    await expectNothing(await open(sealed(), page({ signIn }), '127.0.0.1', { 'x-forwarded-for': '192.0.2.7' }));
    const { bearer } = await room.add();
    await expectNothing(await open(sealed(), page({ signIn }), '127.0.0.1', { authorization: `Bearer ${bearer}` }));
  });
});

it('those who came with a token of an identity provider look, and do nothing else', async () => {
  const caller = { id: 'jwt:https://id.example anna smith', permits: () => true };
  const sealed = sealsWith(secret).seal({ id, size: 'thumb' }, caller);
  expect((await open(sealed, page({ takesTokens: true }))).status).toBe(200);
  expect(asked.map((who) => [who.id, who.permits('view'), who.permits('delete')])).toEqual([
    ['jwt:https://id.example anna smith', true, false],
  ]);
});

describe('a picture that cannot be sent now', () => {
  it.each([
    ['the library does not answer', { code: 'unavailable', message: 'Away.' }, {}, 503],
    ['the caller asked too often', undefined, { count: async () => 30 }, 429],
  ] as const)('is told so: %s', async (_, happened, parts, status) => {
    const { client } = await room.add();
    fault = happened;
    const answer = await open(sealsWith(secret).seal({ id, size: 'thumb' }, callerOf(client)), page(parts));
    expect(answer.status).toBe(status);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.text()).not.toContain('Away');
  });
});
