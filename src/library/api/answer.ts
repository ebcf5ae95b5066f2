/** Successful answers: JSON with Immich's content type, or nothing at all. */

const jsonType = 'application/json; charset=utf-8';

/** A JSON answer. Name the DTO as `T`, so that the handler is checked against the contract. */
export function answer<T>(value: T, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': jsonType } });
}

/** 204. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
