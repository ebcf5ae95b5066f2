/** Commands of PhotoPrism that say who comes in. */
import { type CliCommand, report, yes } from './command.ts';

const user =
  '--name -n, --email -m, --password -p, --role -r, --auth -A, --auth-id, --superadmin -s, --no-login -l, --webdav -w';
const client = '--name -n, --role -r, --scope -s, --expires -e, --tokens -t';

export const access: readonly CliCommand[] = [
  { command: 'passwd', arguments: '[username]', description: 'Gives an account another password.', flags: '--show -s' },
  { command: 'users ls', description: 'Shows the accounts.', flags: `${report}, --count -n` },
  { command: 'users legacy', description: 'Shows accounts from before the present kind.' },
  { command: 'users add', arguments: '[username]', description: 'Makes an account.', flags: user },
  { command: 'users show', arguments: '[username]', description: 'Shows what is known of an account.', flags: report },
  { command: 'users mod', arguments: '[username]', description: 'Changes an account.', flags: user },
  { command: 'users rm', arguments: '[username]', description: 'Deletes an account, after asking.', flags: yes },
  { command: 'users reset', description: 'Deletes every account and session.', flags: `--trace -t, ${yes}` },
  {
    command: 'clients ls',
    arguments: '[search]',
    description: 'Shows the programs that may use the API.',
    flags: `${report}, --count -n`,
  },
  {
    command: 'clients add',
    arguments: '[username]',
    description: 'Registers a program and shows its secret, this one time.',
    flags: client,
  },
  { command: 'clients show', arguments: '[client id]', description: 'Shows what a program may do.', flags: report },
  {
    command: 'clients mod',
    arguments: '[client id]',
    description: 'Changes what a program may do, or gives it another secret.',
    flags: `${client}, --regenerate, --enable, --disable`,
  },
  {
    command: 'clients rm',
    arguments: '[client id]',
    description: 'Deletes a program, after asking.',
    flags: '--force -f',
  },
  { command: 'clients reset', description: 'Deletes every program.', flags: yes },
  {
    command: 'auth ls',
    arguments: '[search]',
    description: 'Shows who and what is signed in.',
    flags: `${report}, --count -n, --tokens`,
  },
  {
    command: 'auth add',
    arguments: '[username]',
    description: 'Makes an app password for an account, or a token without one.',
    flags: '--name -n, --scope -s, --expires -e',
  },
  { command: 'auth show', arguments: '[identifier]', description: 'Shows a session.', flags: report },
  { command: 'auth rm', arguments: '[identifier]', description: 'Ends a session.', flags: yes },
  { command: 'auth reset', description: 'Ends every session and deletes every token.', flags: `--trace -t, ${yes}` },
];
