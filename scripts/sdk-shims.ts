/**
 * What the MCP SDK finds under its `_shims` in the bundle, in place of its own for Node: that one loads 215 KB of Ajv with
 * every start, for a validator that Albumen never asks. The SDK's small one stands in.
 */
export { default as process } from 'node:process';
export { CfWorkerJsonSchemaValidator as DefaultJsonSchemaValidator } from '@modelcontextprotocol/server/validators/cf-worker';
