/**
 * What the registry of MCP servers takes, as its schema of 2025-12-11 and its rules for publishing say it
 * (https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json, https://modelcontextprotocol.io/registry/package-types,
 * https://github.com/modelcontextprotocol/registry/tree/main/internal/validators): as far as Albumen uses it, and nothing beyond.
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
  z
    .strictObject({ type: z.literal('named'), name: z.string().regex(/^-[^\s<>$]+$/), value: z.string() })
    .refine(({ name, value }) => !value.startsWith(name), { error: 'a value must not begin with the name' }),
]);

const transport = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('stdio') }),
  z.strictObject({ type: z.literal('streamable-http'), url: z.url({ protocol: /^https?$/ }) }),
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
    z.strictObject({ registryType: z.literal('npm'), identifier: z.string().regex(/^\S+$/), version, ...common }),
    // The version is the image's tag; images come from a few places only.
    z.strictObject({
      registryType: z.literal('oci'),
      identifier: z.string().regex(/^(ghcr|docker)\.io\/[a-z0-9._/-]+:\d+\.\d+\.\d+(-[\w.]+)?$/),
      ...common,
    }),
    // A file of a release on GitHub, with `mcp` somewhere in its address, which also says the version: beside it, some releases of
    // the registry refuse one.
    z.strictObject({
      registryType: z.literal('mcpb'),
      identifier: z
        .string()
        .regex(/^https:\/\/github\.com\/[\w-]+\/[\w.-]+\/releases\/download\/[^/\s]+\/[^/\s]+$/)
        .regex(/mcp/),
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
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9.-]*[a-zA-Z0-9]\/[a-zA-Z0-9][a-zA-Z0-9._-]*[a-zA-Z0-9]$/),
  title: z.string().trim().min(1).max(100),
  description: z.string().min(1).max(100),
  version: version.max(255),
  repository: z.strictObject({
    url: z.string().regex(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/),
    source: z.literal('github'),
  }),
  icons: z.array(
    z.strictObject({
      src: z.url({ protocol: /^https$/ }).max(255),
      mimeType: z.enum(['image/png', 'image/jpeg', 'image/svg+xml', 'image/webp']),
      sizes: z.array(z.string().regex(/^(\d+x\d+|any)$/)),
    }),
  ),
  packages: z.array(packageEntry).min(1),
});
export type ServerEntry = z.infer<typeof serverSchema>;
