/** Pages that show no photo: the question for a password, and why a link does not work. */
import { html } from 'hono/html';
import { longestPassword } from '../api/shared-link-password.ts';
import { type Page, pageAnswer } from './document.ts';

function notice(title: string, text: string, status: number): Promise<Response> {
  const body = html`<main class="notice"><h1>${title}</h1><p class="text">${text}</p></main>`;
  return pageAnswer({ title, body, status, isPrivate: true });
}

/** No such link, or no such photo in it: the same page, so that nobody learns what there is. */
export function unknownPage(): Promise<Response> {
  return notice(
    'Nothing here',
    'This address shows no photos. Ask the person who sent it to you for another one.',
    404,
  );
}

/** Only for the key, which nobody guesses: a slug that is over is answered as unknown. */
export function expiredPage(): Promise<Response> {
  return notice('This link has expired', 'Ask the person who sent it to you for a new one.', 410);
}

/** Asks for the password; `problem` says what was wrong with the last one. Tells nothing of what is behind it. */
export function passwordPage(action: string, problem?: string, status = 403): Promise<Response> {
  const title = 'Shared photos';
  const page: Page = {
    title,
    status,
    isPrivate: true,
    body: html`<main class="notice"><h1>${title}</h1>
<p class="text">These photos are protected by a password.</p>
${problem === undefined ? '' : html`<p class="wrong" role="alert">${problem}</p>`}
<form method="post" action="${action}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="${longestPassword}" required autofocus>
<button class="button">Open</button>
</form></main>`,
  };
  return pageAnswer(page);
}
