/** Recognises groups that are not copies of one picture: there, nothing is proposed for deletion. */
import type { MemberFacts } from './facts.ts';
import { type NameFacts, readFileName } from './file-stem.ts';
import { formatOfMember } from './ranking.ts';

/** `stack`: they belong together, under one cover. `keep_all`: they only look alike. */
export interface Proposal {
  readonly suggest: 'stack' | 'keep_all';
  /** In words of our own. */
  readonly why: string;
}

/** What the questions below look at, read once. */
interface Shot {
  readonly facts: MemberFacts;
  readonly name: NameFacts;
  readonly isRaw: boolean;
}

/** Cameras write the files of one shot within this time, in milliseconds. */
const oneShot = 2000;
/** Pictures of a series follow each other within this time, in milliseconds. */
const oneSeries = 10_000;
/** Numbers that cameras give to the pictures of a series are at most so far apart. */
const oneRun = 10;

/** Why these should be stacked or kept side by side; undefined where they are copies of one picture. */
export function proposeInstead(members: readonly MemberFacts[]): Proposal | undefined {
  const shots = members.map((facts): Shot => {
    return { facts, name: readFileName(facts.file), isRaw: formatOfMember(facts).family === 'raw' };
  });
  const videos = shots.filter(({ facts }) => facts.isVideo);
  if (videos.length > 0 && videos.length < shots.length) return keepAll('a video and a picture are no copies');
  if (differInLength(members)) return keepAll('videos of different length: one may be cut');
  return rawPair(shots) ?? otherCameras(members) ?? severalShots(shots) ?? editedCopy(shots);
}

function keepAll(why: string): Proposal {
  return { suggest: 'keep_all', why };
}

function stack(why: string): Proposal {
  return { suggest: 'stack', why };
}

/** By more than a second and more than 2 %: what a conversion changes is less. */
function differInLength(members: readonly MemberFacts[]): boolean {
  const lengths = members.flatMap(({ length }) => (length === null ? [] : [length]));
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  return lengths.length > 1 && longest - shortest > Math.max(1000, longest * 0.02);
}

/** A RAW file beside a picture that the camera or a program made of it. */
function rawPair(shots: readonly Shot[]): Proposal | undefined {
  const raws = shots.filter(({ isRaw }) => isRaw);
  const others = shots.filter(({ isRaw }) => !isRaw);
  const pair = raws.flatMap((raw) => others.find((other) => isOneShot(raw, other)) ?? [])[0];
  if (pair === undefined) return undefined;
  return stack(`RAW and ${formatOfMember(pair.facts).label} of one shot`);
}

function isOneShot(raw: Shot, other: Shot): boolean {
  const apart = timeApart(raw.facts, other.facts);
  const isAtOnce = apart !== undefined && apart <= oneShot;
  // Without the camera's metadata a picture's time is only that of its file.
  if (raw.name.stem === other.name.stem) return isAtOnce || apart === undefined || other.facts.camera === '';
  return isAtOnce && raw.facts.camera !== '' && isSameCamera(raw.facts, other.facts);
}

/** A copy keeps the camera's name or loses it, but never gets another's. */
function otherCameras(members: readonly MemberFacts[]): Proposal | undefined {
  const [first, ...others] = members.filter(({ camera }) => camera !== '');
  if (first === undefined || others.every((other) => isSameCamera(first, other))) return undefined;
  return keepAll('taken by different cameras');
}

/** Programs shorten and respell make and model: `NIKON CORPORATION NIKON D90` is `Nikon D90`. */
function isSameCamera(left: MemberFacts, right: MemberFacts): boolean {
  const [one, other] = [cameraWords(left), cameraWords(right)];
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  return few.size > 0 && [...few].every((word) => many.has(word));
}

function cameraWords({ camera }: MemberFacts): Set<string> {
  const words = camera.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word !== 'corporation' && word !== 'camera'));
}

/** Pictures that one camera took one after the other: a burst, a bracket, or the same view minutes later. */
function severalShots(shots: readonly Shot[]): Proposal | undefined {
  const inOrder = shots.filter(({ facts }) => facts.camera !== '' && facts.takenAt !== null).sort(byTime);
  const gaps: number[] = [];
  for (const [position, shot] of inOrder.slice(1).entries()) {
    const before = inOrder[position];
    if (before !== undefined && isAnotherShot(before, shot)) gaps.push(timeApart(before.facts, shot.facts) ?? 0);
  }
  if (gaps.length === 0) return undefined;
  const longest = Math.max(...gaps);
  return longest <= oneSeries
    ? stack('different pictures, taken seconds apart by one camera')
    : keepAll(`different pictures, taken ${timeInWords(longest)} apart by one camera`);
}

function byTime(left: Shot, right: Shot): number {
  return (
    (left.facts.takenAt ?? 0) - (right.facts.takenAt ?? 0) ||
    (left.name.counter?.number ?? 0) - (right.name.counter?.number ?? 0)
  );
}

function isAnotherShot(left: Shot, right: Shot): boolean {
  const apart = timeApart(left.facts, right.facts) ?? 0;
  if (apart >= 1000) return true;
  // A program that drops the fraction of a second makes times differ that were one.
  if (apart > 0 && hasFraction(left.facts) && hasFraction(right.facts)) return true;
  return isNextNumber(left.name, right.name);
}

function hasFraction({ takenAt }: MemberFacts): boolean {
  return (takenAt ?? 0) % 1000 !== 0;
}

function isNextNumber({ counter: left }: NameFacts, { counter: right }: NameFacts): boolean {
  if (left === undefined || right === undefined || left.series !== right.series) return false;
  const apart = Math.abs(left.number - right.number);
  return apart >= 1 && apart <= oneRun;
}

/** A picture beside one whose name says that it was edited from it. */
function editedCopy(shots: readonly Shot[]): Proposal | undefined {
  const plain = new Set(shots.filter(({ name }) => !name.edited).map(({ name }) => name.stem));
  const edited = shots.some(({ name }) => name.edited && plain.has(name.stem));
  return edited ? stack('a picture and its edited copy') : undefined;
}

/**
 * Milliseconds between two shots; undefined where a time is not known. A program that drops the time zone moves either
 * the moment or the clock time, so that the smaller difference is the true one.
 */
function timeApart(left: MemberFacts, right: MemberFacts): number | undefined {
  if (left.takenAt === null || right.takenAt === null) return undefined;
  const moments = Math.abs(left.takenAt - right.takenAt);
  if (left.localAt === null || right.localAt === null) return moments;
  return Math.min(moments, Math.abs(left.localAt - right.localAt));
}

function timeInWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} min`;
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
