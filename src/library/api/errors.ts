/** The errors of the API, in the form in which Immich 3 answers them: `{message}`, with `errors` after a failed validation. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** One failed rule; zod's own issue, which is what Immich sends. */
export interface ValidationIssue {
  code: string;
  path: PropertyKey[];
  message: string;
  [detail: string]: unknown;
}

interface ErrorBody {
  message: string;
  errors?: ValidationIssue[];
}

/** An answer other than success. Thrown anywhere below a route, turned into a response in one place. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: ContentfulStatusCode;
  readonly body: ErrorBody;

  constructor(status: ContentfulStatusCode, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

/** 400 with a plain message. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, { message });
}

/** 400 for ids that are unknown, foreign or locked: Immich does not tell them apart, and neither may we. */
export function noAccess(permission: string): ApiError {
  return badRequest(`Not found or no ${permission} access`);
}

/** 400 with the failed rules. */
export function validationFailed(errors: ValidationIssue[]): ApiError {
  return new ApiError(400, { message: 'Validation failed', errors });
}

/** 400 with one failed rule of our own, in zod's form. */
export function invalid(path: PropertyKey[], message: string): ApiError {
  return validationFailed([{ code: 'custom', path, message }]);
}

/** 401: who is asking is not known, or may never see this with an API key. */
export function unauthorized(message: string): ApiError {
  return new ApiError(401, { message });
}

/** 403: known, but not allowed. */
export function forbidden(message: string): ApiError {
  return new ApiError(403, { message });
}

/** 404. */
export function notFound(message = 'Not Found'): ApiError {
  return new ApiError(404, { message });
}
