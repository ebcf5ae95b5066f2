/** `albumen doctor`: says whether the configuration works, which tools do not, and what to do about it. Changes nothing. */
import { access, constants } from 'node:fs/promises';
import { localCaller } from '../catalog/caller.ts';
import { type Exposure, usableTools } from '../catalog/exposure.ts';
import { type Config, type Flags, readConfig, secretsIn } from '../config.ts';
import { redactor } from '../server/redaction.ts';
import { version } from '../version.ts';
import { immichSideTools } from './all-tools.ts';
import { checkBinaries } from './doctor/binaries.ts';
import { checkDatabase } from './doctor/database.ts';
import type { PhotoPrismReport } from './doctor/photoprism-server.ts';
import { printReport } from './doctor/print.ts';
import { protectionFindings } from './doctor/protected-sets.ts';
import { type DoctorReport, type Finding, isHealthy, note, problem } from './doctor/report.ts';
import { printable } from './printable.ts';
import { hasImmichSide, hasLocalLibrary } from './served-libraries.ts';

/** Seconds for one answer: who waits for a doctor wants to hear that nobody answers. */
const longestWait = 15;

/** Prints the report, for a person or (`json`) a program; exit code 1 where something is wrong. */
export async function doctor({ json, ...flags }: Flags & { readonly json?: boolean }): Promise<void> {
  const config = readConfig(process.env, flags);
  const report = config.ok ? await examine(config.value) : { findings: [problem(config.failure.message)] };
  const clean = redactor(config.ok ? secretsIn(config.value) : [process.env.IMMICH_API_KEY]);
  process.stdout.write(clean(json ? asJson(report) : printReport(report)));
  if (!isHealthy(report)) process.exitCode = 1;
}

function asJson(report: DoctorReport): string {
  return `${JSON.stringify({ ok: isHealthy(report), albumen: version, ...report }, null, 2)}\n`;
}

async function examine(config: Config): Promise<DoctorReport> {
  const { findings: photoprism, sets } = await checkBeside(config);
  const report: DoctorReport = hasImmichSide(config)
    ? await checkLibrary(config, sets)
    : { findings: protectionFindings(sets ?? []) };
  const database = config.databaseUrl === undefined ? [] : await checkDatabase(config.databaseUrl);
  const here = [...(await checkBinaries()), ...(await settingFindings(config))];
  return { ...report, findings: [...report.findings, ...photoprism, ...database, ...here] };
}

/** `foundElsewhere` is what PhotoPrism has of what is protected. */
async function checkLibrary(config: Config, foundElsewhere: PhotoPrismReport['sets']): Promise<DoctorReport> {
  const { immichBaseUrl: baseUrl, immichApiKey: apiKey, dataDir, photos, protect } = config;
  if (baseUrl === undefined || apiKey === undefined) {
    const { checkLocalLibrary } = await import('./doctor/local-library.ts');
    return checkLocalLibrary({ dataDir, photos, protect, foundElsewhere, searchPath: process.env.PATH ?? '' });
  }
  const { checkImmich } = await import('./doctor/immich-server.ts');
  const exposure: Exposure = { toolsets: config.toolsets, readOnly: config.readOnly };
  return checkImmich({
    baseUrl,
    apiKey,
    timeoutSeconds: Math.min(config.immichTimeout, longestWait),
    offered: usableTools(immichSideTools, exposure, localCaller),
    all: immichSideTools,
    protect,
    foundElsewhere,
  });
}

/** The PhotoPrism server, where one is configured. */
async function checkBeside(config: Config): Promise<PhotoPrismReport> {
  const { photoprismBaseUrl: baseUrl, photoprismAccessToken: accessToken, photoprismTimeout, protect } = config;
  if (baseUrl === undefined || accessToken === undefined) return { findings: [], sets: undefined };
  const { checkPhotoPrism } = await import('./doctor/photoprism-server.ts');
  return checkPhotoPrism({ baseUrl, accessToken, timeoutSeconds: Math.min(photoprismTimeout, longestWait), protect });
}

/** Of the local library, its own check tells it. */
async function dataFolderFindings(config: Config): Promise<Finding[]> {
  if (hasLocalLibrary(config)) return [];
  const { dataFolderProblem } = await import('./doctor/folder-trouble.ts');
  const trouble = await dataFolderProblem(config.dataDir);
  return trouble === undefined ? [] : [trouble];
}

/** What the settings say that does not go together, or names what is not there. */
async function settingFindings(config: Config): Promise<Finding[]> {
  const { immichBaseUrl, immichApiKey, photos, uploadDirs } = config;
  const findings = await dataFolderFindings(config);
  if (immichBaseUrl === undefined && immichApiKey !== undefined) {
    findings.push(note('An Immich API key is set, but no IMMICH_BASE_URL: the local library is used.'));
  }
  if (immichBaseUrl !== undefined && photos.length > 0) {
    findings.push(note('ALBUMEN_PHOTOS is not used: the library is an Immich server.'));
  }
  for (const folder of uploadDirs) {
    const readable = await access(folder, constants.R_OK).then(
      () => true,
      () => false,
    );
    if (!readable)
      findings.push(problem(`The upload folder ${printable(folder)} cannot be read.`, 'See ALBUMEN_UPLOAD_DIRS.'));
  }
  return findings;
}
