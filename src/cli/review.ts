/** `albumen review`: a page of Albumen's in the browser, so that a person decides by hand what no AI has to. */
import { type Caller, localCaller } from '../catalog/caller.ts';
import type { Failure } from '../catalog/result.ts';
import type { AppPage } from '../catalog/tool.ts';
import { type Config, type Flags, readConfig, secretsIn } from '../config.ts';
import { openLog } from '../server/logging.ts';
import { openRedactor } from '../server/redaction.ts';
import type { Opener } from '../server/review/page-calls.ts';
import { askedToEnd, type Grace, shutDown } from '../server/shutdown.ts';
import { endAtOnceWhenAskedAgain, surviveStrayRejections } from './long-run.ts';
import { openInBrowser, openingOf } from './open-browser.ts';
import { openHousehold } from './open-household.ts';
import { allPages } from './pages.ts';
import { fail } from './program.ts';
import { hasImmichSide } from './served-libraries.ts';

interface ReviewFlags {
  /** False: the address is only printed. */
  readonly open: boolean;
  /** 0 takes any free port. */
  readonly port: number;
}

interface Reviewed extends Opener {
  readonly page: AppPage;
}

/** What can be reviewed, by what people call it. */
const reviewed: Readonly<Record<string, Reviewed>> = {
  duplicates: { page: 'duplicate-board', title: 'Duplicates', tool: 'review_duplicates', arguments: {} },
  history: { page: 'history', title: 'History', tool: 'history_list', arguments: {} },
};

/** Whoever sits at this machine; the history says that it was they, and no program. */
const reviewer: Caller = { ...localCaller, id: 'review' };

/** A person who ended it sees that it waits; a change in the middle of a large library takes its time. */
const grace: Grace = { finishMs: 60_000, giveUpMs: 30_000 };

/** Serves the page until its window is closed, or the process is asked to end; changes under way are finished. */
export async function review(what: string, { open, port, ...flags }: Flags & ReviewFlags): Promise<void> {
  const read = readConfig(process.env, flags);
  if (!read.ok) return fail(read.failure);
  const wanted = Object.hasOwn(reviewed, what) ? reviewed[what] : undefined;
  if (wanted === undefined) return fail(unknownPage);
  if (what === 'duplicates' && !hasImmichSide(read.value)) return fail(noGroups);
  const config = configFor(read.value);
  const redactor = openRedactor(secretsIn(config));
  const log = openLog((line) => process.stderr.write(line), redactor.redact);
  surviveStrayRejections(log);
  const household = await openHousehold({ config, log, redactor });
  const [{ serveReview }, host, page] = await Promise.all([
    import('../server/review/review-server.ts'),
    import('../apps/review/page.html'),
    allPages.find(({ name }) => name === wanted.page)?.read(),
  ]);
  const asked = askedToEnd();
  const service = await serveReview(household.parts, {
    port,
    caller: reviewer,
    opener: { title: wanted.title, tool: wanted.tool, arguments: wanted.arguments },
    host: host.default,
    page: page ?? '',
    learn: redactor.learn,
    visited: tellVisit,
    reportDefect: log.defect,
  });
  if (!service.ok) return fail(service.failure);
  household.startWork();
  process.stdout.write(`${service.value.address}\n`);
  tell(open ? await opened(service.value.address) : 'Open the address above in a browser; it works once.');
  const reason = await Promise.race([asked, service.value.ended]);
  tell(`Ending: ${reason}.`);
  endAtOnceWhenAskedAgain();
  await shutDown(service.value, household.parts.gate, grace);
  await household.close();
  await log.flushed();
  process.exit(0);
}

/** What a person looks at needs no choosing among tools; that Albumen may only read stays so. */
function configFor(config: Config): Config {
  return { ...config, toolsets: 'all', transport: 'stdio' };
}

async function opened(address: string): Promise<string> {
  const worked = await openInBrowser(openingOf(address));
  return worked
    ? 'It opens in your browser. Close the window, or press Ctrl-C here, when you are done.'
    : 'No browser could be opened: open the address above yourself; it works once.';
}

function tellVisit(how: 'first' | 'again'): void {
  if (how === 'first') return;
  tell('The address was opened once more, and refused. If you see no page, somebody else has it: press Ctrl-C.');
}

function tell(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

const unknownPage: Failure = {
  code: 'invalid_input',
  message: 'There is no such page.',
  hint: `Choose ${Object.keys(reviewed).join(' or ')}.`,
};

const noGroups: Failure = {
  code: 'unsupported',
  message: 'PhotoPrism has no groups of duplicates to review: it is the only library here.',
  hint: 'albumen review history shows what was changed.',
};
