/** What the tool list costs in every conversation: tokens of name, description and input schema. */
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { connectOverStdio } from './connection.ts';
import type { BenchTable } from './measure.ts';

/** Counts each exposure as a client lists it, with the o200k tokenizer. */
export async function benchToolList(): Promise<BenchTable> {
  const rows: string[][] = [];
  for (const choice of ['default', 'slim', 'all']) {
    const connection = await connectOverStdio(['--toolsets', choice]);
    const { tools } = await connection.client.listTools();
    await connection.close();
    const costs = tools.map(
      ({ name, description, inputSchema }) => encode(JSON.stringify({ name, description, inputSchema })).length,
    );
    const total = costs.reduce((sum, cost) => sum + cost, 0);
    rows.push([choice, String(tools.length), String(total), String(Math.max(...costs))]);
  }
  return {
    title: 'Tool list',
    how: 'o200k tokens of name, description and input schema, as a client lists them.',
    columns: ['toolsets', 'tools', 'tokens', 'largest tool'],
    rows,
  };
}
