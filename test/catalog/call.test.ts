import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type BoundTool, bindLazily, bindTools } from '../../src/catalog/binding.ts';
import { toolDefiners } from '../../src/catalog/define-tools.ts';
import { failed, success } from '../../src/catalog/result.ts';
import { openDesk, textOf } from '../fixtures/call-desk.ts';

interface Stage {
  read(signal: AbortSignal): Promise<unknown>;
}
const { defineTool, defineChange } = toolDefiners<Stage>();

const facts = {
  title: 'Look',
  description: 'Looks.',
  toolset: 'health',
  scopes: [],
  input: z.strictObject({}),
  output: z.object({}),
} as const;

/** A tool that does what `act` says. */
function reading(act: Stage['read'], deadlineSeconds?: number): BoundTool {
  const tool = defineTool({
    ...facts,
    name: 'look',
    effect: 'read',
    permission: 'view',
    ...(deadlineSeconds === undefined ? {} : { deadlineSeconds }),
    run: async (_input, stage, call) => {
      call.progress(1, 2, 'half');
      await stage.read(call.signal);
      return success({ data: { done: true, left_out: undefined, kept: null } });
    },
  });
  return single(bindTools([tool], { read: act }));
}

/** A change that does what `act` says. */
function changing(act: Stage['read'], deadlineSeconds?: number): BoundTool {
  const tool = defineChange({
    ...facts,
    name: 'touch',
    effect: 'change',
    permission: 'update',
    ...(deadlineSeconds === undefined ? {} : { deadlineSeconds }),
    plan: async () => success({ preview: {}, items: [], work: undefined }),
    apply: async (_work, stage, call) => {
      await stage.read(call.signal);
      return success({
        data: { done: true },
        items: [
          { id: 'a', ok: true },
          { id: 'b', ok: false, error: 'gone' },
        ],
      });
    },
  });
  return single(bindTools([tool], { read: act }));
}

function single(tools: readonly BoundTool[]): BoundTool {
  const [tool] = tools;
  if (tool === undefined) throw new Error('no tool');
  return tool;
}

/** Waits until the signal is aborted, as a request to the library would. */
function untilAborted(signal: AbortSignal): Promise<unknown> {
  return sleep(20_000, undefined, { signal });
}

describe('an answer', () => {
  it('is one JSON object, structured and minified in one text block, without what was never set', async () => {
    expect(await openDesk().call(reading(async () => {}))).toEqual({
      content: [{ type: 'text', text: '{"done":true,"kept":null}' }],
      structuredContent: { done: true, kept: null },
    });
  });

  it('has each picture after its caption', async () => {
    const tool = defineTool({
      ...facts,
      name: 'see',
      effect: 'read',
      permission: 'view',
      run: async () =>
        success({ data: { id: 'a' }, images: [{ caption: 'beach.jpg', mimeType: 'image/webp', data: 'AAAA' }] }),
    });
    const result = await openDesk().call(single(bindTools([tool], { read: async () => {} })));
    expect(result.content.slice(1)).toEqual([
      { type: 'text', text: 'beach.jpg' },
      { type: 'image', data: 'AAAA', mimeType: 'image/webp' },
    ]);
  });

  it('is preceded by progress for who asked for it', async () => {
    const desk = openDesk();
    await desk.call(reading(async () => {}));
    expect(desk.progress).toEqual([[1, 2, 'half']]);
  });
});

describe('a tool that this caller may not use', () => {
  it('is unknown, and never runs', async () => {
    let ran = false;
    const tool = reading(async () => {
      ran = true;
    });
    const nobody = { id: 'nobody', permits: () => false };
    const desk = openDesk();
    const result = await desk.call(tool, {}, { caller: nobody });
    expect(result).toEqual({ isError: true, content: [{ type: 'text', text: 'Unknown tool "look".' }] });
    expect(ran).toBe(false);
    expect(desk.audit).toMatchObject([{ tool: 'look', caller: 'nobody', outcome: 'not_found' }]);
  });
});

describe('the deadline', () => {
  it('ends a tool that heeds its signal', async () => {
    const result = await openDesk({ deadlineSeconds: 0.05 }).call(reading(untilAborted));
    expect(textOf(result)).toMatch(/^look did not finish within 0.05 s\. Ask for less at once/);
  });

  it('ends the wait for one that does not', async () => {
    const result = await openDesk({ deadlineSeconds: 0.05 }).call(reading(() => new Promise(() => {})));
    expect(textOf(result)).toContain('did not finish within 0.05 s');
  });

  it("is the tool's own, where it has one", async () => {
    const result = await openDesk({ deadlineSeconds: 20 }).call(reading(untilAborted, 0.05));
    expect(textOf(result)).toContain('within 0.05 s');
  });

  it('does not hide what a change did: that is waited for', async () => {
    const result = await openDesk({ deadlineSeconds: 0.05 }).call(changing(() => sleep(150)));
    expect(result.structuredContent).toEqual({ done: true });
  });

  it('that passes while a change is planned means that it never begins', async () => {
    let applied = false;
    const tool = defineChange({
      ...facts,
      name: 'touch',
      effect: 'change',
      permission: 'update',
      plan: async () => {
        await sleep(100);
        return success({ preview: {}, items: [], work: undefined });
      },
      apply: async () => {
        applied = true;
        return success({ data: {}, items: [] });
      },
    });
    const bound = single(bindTools([tool], { read: async () => {} }));
    const result = await openDesk({ deadlineSeconds: 0.05 }).call(bound);
    expect(textOf(result)).toMatch(
      /^touch did not finish within 0.05 s\. It was given up before anything was changed\./,
    );
    expect(applied).toBe(false);
  });

  it('says of a change that it ended that part may be done', async () => {
    const result = await openDesk({ deadlineSeconds: 0.05 }).call(changing(untilAborted));
    expect(textOf(result)).toContain('Part of it may be done: look at the items before trying again.');
  });
});

describe('cancellation', () => {
  it('reaches the tool, and is the outcome', async () => {
    const controller = new AbortController();
    const desk = openDesk();
    const running = desk.call(reading(untilAborted), {}, { signal: controller.signal });
    controller.abort();
    expect(textOf(await running)).toBe('look was cancelled.');
    expect(desk.audit).toMatchObject([{ outcome: 'cancelled' }]);
    expect(desk.defects).toEqual([]);
  });

  it('before the start means that nothing begins', async () => {
    let ran = false;
    const tool = changing(async () => {
      ran = true;
    });
    const result = await openDesk().call(tool, {}, { signal: AbortSignal.abort() });
    expect(textOf(result)).toBe('touch was cancelled.');
    expect(ran).toBe(false);
  });

  it('before the start means that nothing is read, either', async () => {
    let ran = false;
    const tool = reading(async () => {
      ran = true;
    });
    const result = await openDesk().call(tool, {}, { signal: AbortSignal.abort() });
    expect(textOf(result)).toBe('look was cancelled.');
    expect(ran).toBe(false);
  });

  it('in the middle of a change says to look first', async () => {
    const controller = new AbortController();
    const running = openDesk().call(changing(untilAborted), {}, { signal: controller.signal });
    await sleep(5);
    controller.abort();
    expect(textOf(await running)).toContain('touch was cancelled. Part of it may be done');
  });
});

describe('an exception that nobody expected', () => {
  const secret = 'hunter2-hunter2';

  it.each([
    ['thrown', () => Promise.reject(new Error(`ECONNREFUSED with key ${secret}`))],
    [
      'thrown at once',
      () => {
        throw new TypeError(`undefined is no ${secret}`);
      },
    ],
    ['that is no error', () => Promise.reject(secret)],
  ])('%s: the model is told a log id and nothing else', async (_what, act) => {
    const desk = openDesk();
    const text = textOf(await desk.call(reading(act)));
    expect(text).toMatch(
      /^look failed because of a fault in Albumen \(log id [0-9a-f]{8}\)\. Trying again may not help\.$/,
    );
    expect(desk.defects).toHaveLength(1);
    expect(text).toContain(desk.defects[0]?.id);
    expect(desk.audit).toMatchObject([{ outcome: 'unexpected' }]);
  });
});

describe('a failure', () => {
  it('reaches the model with its hint, cleaned of known secrets', async () => {
    const tool = defineTool({
      ...facts,
      name: 'ask',
      effect: 'read',
      permission: 'view',
      run: async () => failed('denied', 'The key abc-123-xyz may not.', 'Replace abc-123-xyz.'),
    });
    const result = await openDesk({ secret: 'abc-123-xyz' }).call(single(bindTools([tool], { read: async () => {} })));
    expect(result).toEqual({
      isError: true,
      content: [{ type: 'text', text: 'The key [secret] may not. Replace [secret].' }],
    });
  });
});

describe('the audit line', () => {
  it('says who called what and how it ended, and how much changed; never the arguments', async () => {
    const desk = openDesk();
    await desk.call(changing(async () => {}));
    expect(desk.audit).toEqual([
      {
        tool: 'touch',
        caller: 'local',
        effect: 'change',
        outcome: 'ok',
        milliseconds: expect.any(Number),
        changed: 1,
      },
    ]);
  });

  it('is written for arguments that were refused, too', async () => {
    const desk = openDesk();
    await desk.call(
      reading(async () => {}),
      { x: 1 },
    );
    expect(desk.audit).toMatchObject([{ tool: 'look', outcome: 'invalid_input' }]);
  });
});

describe('services that are made when first needed', () => {
  it('are not made by listing, and a failure to make them is the answer', async () => {
    let asked = 0;
    const tool = defineTool({
      ...facts,
      name: 'late',
      effect: 'read',
      permission: 'view',
      run: async () => success({ data: {} }),
    });
    const bound = single(
      bindLazily([tool], async () => {
        asked += 1;
        return asked === 1 ? failed('unavailable', 'The library is away.') : success({ read: async () => {} });
      }),
    );
    expect(asked).toBe(0);
    expect(textOf(await openDesk().call(bound))).toBe('The library is away.');
    expect((await openDesk().call(bound)).isError).toBeUndefined();
  });
});
