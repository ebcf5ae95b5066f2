/** Checks the local library: its folder, its database, the folders of photos, what makes pictures of videos. */
import { constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../../catalog/counted.ts';
import { namedSetsOf, type ProtectedSet } from '../../catalog/protected-sets.ts';
import { findFfmpeg } from '../../ffmpeg/find-ffmpeg.ts';
import { findAmong } from '../../immich/protection/find-sets.ts';
import { inspectLibrary, type LibraryContents } from '../../library/inspect.ts';
import { printable } from '../printable.ts';
import { dataFolderProblem, folderTrouble } from './folder-trouble.ts';
import { type CountedSet, protectionFindings } from './protected-sets.ts';
import { type DoctorReport, type Finding, fine, note, problem } from './report.ts';

export interface LibraryToCheck {
  readonly dataDir: string;
  /** Folders that the settings name. */
  readonly photos: readonly string[];
  /** What they protect; nothing unless told. */
  readonly protect?: readonly ProtectedSet[];
  /** What another connected library has of that. */
  readonly foundElsewhere?: readonly CountedSet[] | undefined;
  /** The form of `PATH`. */
  readonly searchPath: string;
}

/** Opens what is there; makes nothing and indexes nothing. */
export async function checkLocalLibrary(wanted: LibraryToCheck): Promise<DoctorReport> {
  const library = `The local library in ${printable(wanted.dataDir)}`;
  const findings = [...(await dataFindings(wanted)), await videoFinding(wanted.searchPath)];
  return { library, findings };
}

async function dataFindings(wanted: LibraryToCheck): Promise<Finding[]> {
  const { dataDir, photos } = wanted;
  const trouble = await dataFolderProblem(dataDir);
  if (trouble !== undefined) return [trouble];
  const file = join(dataDir, 'library.db');
  if ((await stat(file).catch(() => undefined)) === undefined) {
    const begin = note('There is no library yet.', 'albumen serve --photos <folder>, or albumen library add <folder>.');
    return [begin, ...(await photoFindings(photos))];
  }
  return [fine(`${printable(dataDir)} can be written.`), ...(await databaseFindings(file, wanted))];
}

async function databaseFindings(
  file: string,
  { photos, protect = [], foundElsewhere }: LibraryToCheck,
): Promise<Finding[]> {
  try {
    const contents = await inspectLibrary(file);
    const looked = namedSetsOf(protect).map((set) => ({ set, count: findAmong(set, contents.names[set.kind]).length }));
    return [
      countFinding(contents),
      ...protectionFindings(looked, foundElsewhere),
      ...(await photoFindings([...new Set([...contents.folders, ...photos])])),
    ];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const hint = "Is its disk full, or is it another program's file? A copy of it may still be whole.";
    return [problem(`The database ${printable(file)} cannot be opened (${printable(why)}).`, hint)];
  }
}

function countFinding({ assets, offline }: LibraryContents): Finding {
  if (assets === 0) return note('The database opens, but holds no asset yet.', 'albumen library add <folder>');
  if (offline === 0) return fine(`The database opens and holds ${counted(assets, 'asset')}.`);
  return note(
    `The database opens and holds ${counted(assets, 'asset')}; not in their place: ${counted(offline, 'original')}.`,
    'Are their disks connected? albumen library index looks again.',
  );
}

async function photoFindings(paths: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const path of paths) {
    const trouble = await folderTrouble(path, constants.R_OK);
    const shown = printable(path);
    findings.push(
      trouble === undefined
        ? fine(`${shown} can be read.`)
        : problem(`${shown} ${trouble === 'missing' ? 'is not there' : trouble}.`, 'Is its disk connected?'),
    );
  }
  return findings;
}

async function videoFinding(searchPath: string): Promise<Finding> {
  const ffmpeg = await findFfmpeg(searchPath);
  return ffmpeg === null
    ? note('ffmpeg was not found: videos have no preview.', 'Install ffmpeg; previews are made at the next indexing.')
    : fine(`ffmpeg is there (${printable(ffmpeg)}): videos have previews.`);
}
