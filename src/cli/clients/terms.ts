/** What the flags of `add` and `mod` say about a client, checked. */
import type { ChangedTerms } from '../../access/clients.ts';
import { type ClientRole, clientRoles } from '../../access/roles.ts';
import { normalizedScope } from '../../access/scope.ts';
import { isClientId, isClientSecret } from '../../access/secrets.ts';
import { failed, type Result, success } from '../../catalog/result.ts';

/** As they were typed. */
export interface TermFlags {
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  readonly scope?: string | undefined;
  readonly expires?: number | undefined;
  readonly tokens?: number | undefined;
}

const longestName = 200;

/** The terms that are given; fails with what would be right. */
export function termsOf({ expires, tokens, ...texts }: TermFlags): Result<ChangedTerms> {
  const name = given(texts.name, readName);
  if (!name.ok) return name;
  const role = given(texts.role, readRole);
  if (!role.ok) return role;
  const scope = given(texts.scope, readScope);
  if (!scope.ok) return scope;
  return success({ name: name.value, role: role.value, scope: scope.value, expires, tokens });
}

function given<Value>(text: string | undefined, read: (text: string) => Result<Value>): Result<Value | undefined> {
  return text === undefined ? success(undefined) : read(text);
}

/** A name on one line, without control characters. */
export function readName(text: string): Result<string> {
  const name = plain(text);
  return name === '' || name.length > longestName
    ? failed('invalid_input', `A name needs 1 to ${longestName} characters.`)
    : success(name);
}

/** A role that a client can have. */
export function readRole(text: string): Result<ClientRole> {
  // PhotoPrism knows instances by this name, too.
  const wanted = text.toLowerCase() === 'app' ? 'instance' : text.toLowerCase();
  const role = clientRoles.find((known) => known === wanted);
  return role === undefined
    ? failed('invalid_input', `Unknown role ${JSON.stringify(text)}.`, `It is one of: ${clientRoles.join(', ')}.`)
    : success(role);
}

/** A scope in its normal form. */
export function readScope(text: string): Result<string> {
  const scope = normalizedScope(text);
  return scope === ''
    ? failed('invalid_input', 'This scope permits nothing, or is too long.', 'For example: mcp, or "read mcp".')
    : success(scope);
}

/** Whom a client belongs to; empty where nobody is named. */
export function readUser(text: string | undefined): Result<string> {
  const user = plain(text ?? '');
  return user.length > longestName
    ? failed('invalid_input', `A user's name has at most ${longestName} characters.`)
    : success(user);
}

/** Fails where an id or secret of one's own has not the format of those that are made. The secret is not repeated. */
export function checkChosen(id: string | undefined, secret: string | undefined): Result<void> {
  if (id !== undefined && !isClientId(id)) {
    return failed('invalid_input', 'An id is a c and 15 lower-case letters or digits.');
  }
  if (secret !== undefined && !isClientSecret(secret)) {
    return failed('invalid_input', 'A secret has 32 letters and digits.');
  }
  return success(undefined);
}

function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
