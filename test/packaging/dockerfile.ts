/** The Dockerfile as data: what its rules are held against, and what is carried out step by step. */
import {
  type Copy,
  DockerfileParser,
  type Healthcheck,
  type JSONInstruction,
  type PropertyInstruction,
} from 'dockerfile-ast';

export interface CopyStep {
  readonly kind: 'COPY';
  /** Another stage; undefined is the build context. */
  readonly from: string | undefined;
  readonly chown: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

export type Step =
  | CopyStep
  | { readonly kind: 'RUN' | 'WORKDIR' | 'USER' | 'VOLUME'; readonly text: string }
  | { readonly kind: 'ENV' | 'LABEL'; readonly values: Readonly<Record<string, string>> };

export interface Stage {
  readonly name: string | undefined;
  readonly base: string;
  readonly steps: readonly Step[];
  readonly healthcheck:
    | { readonly flags: Readonly<Record<string, string>>; readonly command: readonly string[] }
    | undefined;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly exposed: readonly string[];
  readonly stopSignal: string | undefined;
}

type Changeable = { -readonly [Name in keyof Stage]: Stage[Name] } & { steps: Step[] };

/** Reads the stages. Throws on an instruction that nothing here knows: the rules would pass it over. */
export function readDockerfile(dockerfile: string): Stage[] {
  const stages: Changeable[] = [];
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    const keyword = instruction.getKeyword();
    const text = instruction.getArgumentsContent() ?? '';
    if (keyword === 'FROM') stages.push(openStage(text));
    else take(stages.at(-1), keyword, text, instruction);
  }
  return stages;
}

function openStage(text: string): Changeable {
  const [base = '', , name] = text.split(/\s+/);
  const parts = { steps: [], entrypoint: [], command: [], exposed: [], healthcheck: undefined, stopSignal: undefined };
  return { name, base, ...parts };
}

function take(stage: Changeable | undefined, keyword: string, text: string, instruction: object): void {
  if (stage === undefined) throw new Error(`${keyword} before FROM`);
  // The parser gives each keyword its own class.
  switch (keyword) {
    case 'RUN':
    case 'WORKDIR':
    case 'USER':
    case 'VOLUME':
      stage.steps.push({ kind: keyword, text });
      break;
    case 'ENV':
    case 'LABEL':
      stage.steps.push({ kind: keyword, values: valuesOf(instruction as PropertyInstruction) });
      break;
    case 'COPY':
      stage.steps.push(copyOf(instruction as Copy, text));
      break;
    case 'HEALTHCHECK':
      stage.healthcheck = healthcheckOf(instruction as Healthcheck, text);
      break;
    case 'ENTRYPOINT':
      stage.entrypoint = wordsOf(instruction as JSONInstruction);
      break;
    case 'CMD':
      stage.command = wordsOf(instruction as JSONInstruction);
      break;
    case 'EXPOSE':
      stage.exposed = text.split(/\s+/);
      break;
    case 'STOPSIGNAL':
      stage.stopSignal = text;
      break;
    default:
      throw new Error(`unknown here: ${keyword}`);
  }
}

function valuesOf(instruction: PropertyInstruction): Record<string, string> {
  return Object.fromEntries(instruction.getProperties().map((one) => [one.getName(), one.getValue() ?? '']));
}

function copyOf(instruction: Copy, text: string): CopyStep {
  const flags = new Map(instruction.getFlags().map((flag) => [flag.getName(), flag.getValue() ?? undefined]));
  const words = text.split(/\s+/);
  return {
    kind: 'COPY',
    from: flags.get('from'),
    chown: flags.get('chown'),
    sources: words.slice(0, -1),
    target: words.at(-1) ?? '',
  };
}

function healthcheckOf(instruction: Healthcheck, text: string): NonNullable<Stage['healthcheck']> {
  const flags = Object.fromEntries(instruction.getFlags().map((flag) => [flag.getName(), flag.getValue() ?? '']));
  return { flags, command: execForm(text.replace(/^CMD\s+/, '')) };
}

function wordsOf(instruction: JSONInstruction): string[] {
  return instruction.getJSONStrings().map((word) => word.getJSONValue());
}

/** The words of `["…", "…"]`; none where it is a line for a shell. */
function execForm(text: string): string[] {
  return text.startsWith('[') ? JSON.parse(text) : [];
}
