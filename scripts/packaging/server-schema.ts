/**
 * What the registry of MCP servers takes, as its schema of 2025-12-11 and its rules for publishing say it
 * (https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json, https://modelcontextprotocol.io/registry/package-types):
 * as far as Albumen uses it, and nothing beyond.
 */
import * as z from 'zod';

const variable = z.strictObject({
  name: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  description: z.string().min(1),
  isRequired: z.boolean(),
  isSecret: z.boolean(),
  format: z.enum(['string', 'number', 'boolean', 'filepath']),
  default: z.string().optional(),
});
export type VariableEntry = z.infer<typeof variable>;

const argument = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('positional'), value: z.string() }),
  z.strictObject({ type: z.literal('named'), name: z.string().startsWith('-'), value: z.string() }),
]);

const transport = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('stdio') }),
  z.strictObject({ type: z.literal('streamable-http'), url: z.url() }),
]);

/** One version, never a range. */
const version = z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/);

const common = {
  runtimeHint: z.enum(['npx', 'docker']).optional(),
  runtimeArguments: z.array(argument).optional(),
  packageArguments: z.array(argument).optional(),
  environmentVariables: z.array(variable).optional(),
  transport,
};

const packageEntry = z
  .discriminatedUnion('registryType', [
    z.strictObject({ registryType: z.literal('npm'), identifier: z.string().min(1), version, ...common }),
    // The version is the image's tag.
    z.strictObject({
      registryType: z.literal('oci'),
      identifier: z.string().regex(/^[a-z0-9.-]+\/[a-z0-9._/-]+:\d+\.\d+\.\d+(-[\w.]+)?$/),
      ...common,
    }),
    // Downloads come from GitHub or GitLab, and `mcp` is somewhere in the address.
    z.strictObject({
      registryType: z.literal('mcpb'),
      identifier: z.url({ hostname: /^(github|gitlab)\.com$/ }).regex(/mcp/),
      version: version.optional(),
      fileSha256: z.string().regex(/^[a-f0-9]{64}$/),
      ...common,
    }),
  ])
  .refine(({ runtimeArguments, runtimeHint }) => runtimeArguments === undefined || runtimeHint !== undefined, {
    error: 'runtimeArguments need a runtimeHint',
  });
export type PackageEntry = z.infer<typeof packageEntry>;

export const serverSchema = z.strictObject({
  $schema: z.literal('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json'),
  name: z
    .string()
    .min(3)
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version: version.max(255),
  repository: z.strictObject({ url: z.url(), source: z.enum(['github', 'gitlab']) }),
  packages: z.array(packageEntry).min(1),
});
export type ServerEntry = z.infer<typeof serverSchema>;
