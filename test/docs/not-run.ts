/** What the documents tell people to type and these tests do not type, and why. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface NotRun {
  /** A whole line, or how it begins. */
  readonly begins: string;
  readonly reason: string;
}

export const notRun: readonly NotRun[] = [
  { begins: 'npm install --global', reason: 'installs for the whole machine; npm run try:package does it in a folder' },
  { begins: 'npm ci', reason: 'these tests run after it; .ci/run does it on a clean clone' },
  { begins: 'npm test', reason: 'this is it' },
  { begins: 'npm run', reason: '.ci/run and the people who work on it run them; that they exist is held here' },
  { begins: 'docker build', reason: 'needs a container engine; npm run try:container does it where there is one' },
  { begins: 'docker run', reason: 'needs a container engine' },
  { begins: 'docker compose up', reason: 'needs a container engine' },
  {
    begins: 'claude mcp add',
    reason: 'needs Claude Code; that albumen setup quotes it for a shell is held by its tests',
  },
  { begins: 'sudo', reason: 'needs the rights of an administrator' },
  { begins: 'claude', reason: 'needs Claude Code; the tests of albumen setup hold what it is told' },
  { begins: 'ssh', reason: 'needs another machine' },
  ...(isHere('curl') ? [] : [{ begins: 'curl', reason: 'there is none on this machine' }]),
];

function isHere(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** Why this line is not run; undefined where it is. */
export function reasonNotToRun(line: string): string | undefined {
  return notRun.find(({ begins }) => line === begins || line.startsWith(`${begins} `))?.reason;
}
