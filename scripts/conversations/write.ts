/** Conversations as a page to read: calls and answers as they were, shortened. */
import type { Conversation } from './all.ts';
import type { Line } from './talk.ts';

/** Where the pictures of a page lie, and what they are called: by the tool and the number of the conversation. */
export function pictureName(conversation: number, picture: number): string {
  return `example-${conversation + 1}-${picture + 1}.webp`;
}

const introduction = `# Examples

Conversations about the sample photos of \`albumen tour\`. **Every call and every answer below is real**: \`npm run conversations\` made them with an MCP client
and the built program, on those photos. Answers are shortened where \`…\` stands. **The words between them are written by us**: what a person
might say, and what a model might make of the answers. A real model says it in its own words, and may take other ways.

The photos are drawn by the program, so that everybody has the same ones.
`;

/** The page. `home` is what the sample library was in, which nobody needs to know. */
export function writePage(conversations: readonly Conversation[], home: string): string {
  return [introduction, ...conversations.map((one, number) => section(one, number, home))].join('\n');
}

function section({ title, about, lines }: Conversation, number: number, home: string): string {
  let pictures = 0;
  const told = lines.map((line) => {
    if ('who' in line) return `**${line.who === 'person' ? 'You' : 'AI'}:** ${line.says}\n`;
    const shown = line.answer.pictures.map(() => {
      pictures += 1;
      return `![What the model sees](images/${pictureName(number, pictures - 1)})\n`;
    });
    return [`\`\`\`text\n${callText(line)}\n${answerText(line, home)}\n\`\`\`\n`, ...shown].join('\n');
  });
  return [`## ${title}\n`, `*${about}*\n`, ...told].join('\n');
}

type Call = Extract<Line, { calls: string }>;

/** Which tool was called with what. */
function callText({ calls, args }: Call): string {
  const given = Object.keys(args).length === 0 ? '' : ` ${text(shortened(args))}`;
  return `> ${calls}${given}`;
}

/** What came, in fewer words. */
function answerText({ answer }: Call, home: string): string {
  const words = answer.isError ? answer.text : text(shortened(JSON.parse(answer.text.replaceAll(home, '~'))));
  return wrapped(`< ${words}`);
}

const shownItems = 3;
const longestText = 90;
const lineWidth = 118;

/** The first of a list, the beginning of a text, and of ids as much as tells them apart. */
function shortened(value: unknown): unknown {
  if (typeof value === 'string') {
    const brief = value.replace(/\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '$1…');
    return brief.length > longestText ? `${brief.slice(0, longestText)}…` : brief;
  }
  if (Array.isArray(value)) {
    const first = value.slice(0, shownItems).map(shortened);
    return value.length > shownItems ? [...first, `… ${value.length - shownItems} more`] : first;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shortened(part)]));
}

/** JSON with a little air, and what was left out without quotes. */
function text(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('","', '", "')
    .replaceAll('},{', '}, {')
    .replaceAll(',"', ', "')
    .replace(/"(… \d+ more)"/g, '$1');
}

function wrapped(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > lineWidth) {
      lines.push(current);
      current = `  ${word}`;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].join('\n');
}
