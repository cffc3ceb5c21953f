import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Material } from './material.ts'

declare const schema: unique symbol
/** A schema as `graphql` reads it. */
interface Schema {
  readonly [schema]: true
}
interface Problem {
  readonly message: string
}

/** As much of the package `graphql` as is used; it is no dependency, so its own types are not here. */
interface Graphql {
  buildClientSchema(introspection: unknown): Schema
  parse(document: string): unknown
  validate(schema: Schema, document: unknown): readonly Problem[]
  execute(o: {
    schema: Schema
    document: unknown
    rootValue: unknown
    variableValues: unknown
    fieldResolver: (
      source: Record<string, unknown>,
      args: unknown,
      context: unknown,
      info: { fieldName: string },
    ) => unknown
    typeResolver: (value: { id?: string }) => string | undefined
  }): { data?: unknown; errors?: readonly Problem[] } | Promise<unknown>
}

/** The Admin API of one version, as Shopify publishes it. */
export interface Published {
  readonly version: string
  /** What the schema has against a document; empty when it may be sent. */
  readonly against: (document: string) => readonly string[]
  /**
   * What the schema has against variables and an answer: the document is executed over the answer itself, so that a value that is
   * missing, null where it must not be, or none of an enum shows.
   */
  readonly misfits: (exchange: { document: string; variables: unknown; data: unknown }) => readonly string[]
}

/** Every version there is material of, oldest first. */
export async function readPublished({ schemas, graphql }: Material): Promise<readonly Published[]> {
  // Loaded from where it was fetched to; the interface above is what is relied on.
  const reader = (await import(pathToFileURL(graphql).href)) as Graphql
  return readdirSync(schemas)
    .toSorted()
    .flatMap((name) => {
      const version = /^admin_(\d{4}-\d{2})\.json\.gz$/.exec(name)?.[1]
      return version === undefined ? [] : [published(reader, version, join(schemas, name))]
    })
}

function published(reader: Graphql, version: string, path: string): Published {
  const read = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as { data?: unknown }
  const known = reader.buildClientSchema(read.data ?? read)
  return {
    version,
    against: (document) => reader.validate(known, reader.parse(document)).map(({ message }) => message),
    misfits({ document, variables, data }) {
      const result = reader.execute({
        schema: known,
        document: reader.parse(document),
        rootValue: data,
        variableValues: variables,
        fieldResolver: (source, _args, _context, { fieldName }) => source[fieldName],
        typeResolver: ({ id }) => id?.split('/')[3],
      })
      if (result instanceof Promise) return ['the answer is not a plain one']
      return (result.errors ?? []).map(({ message }) => message)
    },
  }
}
