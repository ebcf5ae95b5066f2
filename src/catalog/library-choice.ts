/** An argument that tools only have where two libraries are connected: which of them is meant. */
import * as z from 'zod';
import { readArguments } from './arguments.ts';
import type { Tool } from './tool.ts';

const library = z.enum(['immich', 'photoprism']).optional().describe('Unless ids tell');
const choice = z.strictObject({ library });

export type LibraryName = NonNullable<z.output<typeof library>>;

/** Adds the argument; `choose` makes of what the tool works with what it works with when that library, or none, is asked for. */
export function withLibraryChoice<Services>(
  tool: Tool<Services>,
  choose: (services: Services, library: LibraryName | undefined) => Services,
): Tool<Services> {
  const input = z.strictObject({ ...tool.input.shape, library });
  return {
    ...tool,
    input,
    call: async (args, services, call) => {
      const whole = readArguments(input, args);
      if (!whole.ok) return whole;
      const { library: given, ...others }: { library?: unknown } = Object(args);
      const read = readArguments(choice, given === undefined ? {} : { library: given });
      return read.ok ? tool.call(others, choose(services, read.value.library), call) : read;
    },
  };
}
