/** Checks a PhotoPrism server: reachable, PhotoPrism, the token, what it may do, what the server can. */
import { connectPhotoPrism, type PhotoPrismLibrary, type RequestCall } from '../../photoprism/connection.ts';
import { type Finding, fine, note, problem } from './report.ts';

export interface PhotoPrismToCheck {
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly timeoutSeconds: number;
}

/** What was found; asks only what changes nothing. */
export async function checkPhotoPrism(server: PhotoPrismToCheck): Promise<Finding[]> {
  const library = connectPhotoPrism({ ...server, maxRetries: 1 });
  try {
    return await examine(library, { signal: new AbortController().signal });
  } finally {
    await library.close();
  }
}

async function examine(library: PhotoPrismLibrary, call: RequestCall): Promise<Finding[]> {
  const config = await library.config(call);
  if (!config.ok) return [problem(config.failure.message, config.failure.hint)];
  const { version, edition, readOnly } = config.value;
  const user = await library.userUid(call);
  return [
    fine(`${library.name} answers: ${[version, edition].filter(Boolean).join(', ')}.`),
    ...(readOnly ? [note('PhotoPrism is read-only: nothing can be uploaded or imported.')] : []),
    ...(user.ok && user.value === undefined ? [nobodysToken] : []),
    ...(user.ok ? [] : [problem(user.failure.message, user.failure.hint)]),
  ];
}

const nobodysToken = note(
  "PhotoPrism's token belongs to no user: single albums and uploads are refused to it.",
  'Make an app password instead: PhotoPrism > Settings > Account > Apps and Devices.',
);
