// Vendure is not a package of this workspace: it is loaded from the folder that `install.ts` filled.
import { createRequire } from 'node:module'
import { join } from 'node:path'

const home = process.env.VENDURE_HOME
if (home === undefined)
  throw new Error('VENDURE_HOME names the folder in which the packages of the shop are installed.')
const fromHome = createRequire(join(home, 'package.json'))
// Decorators keep what they are told in module state, and npm nests copies: these are the very ones that Vendure uses.
const fromCore = createRequire(fromHome.resolve('@vendure/core'))

fromCore('reflect-metadata')
export const core = fromHome('@vendure/core')
export const sqlite = fromHome('better-sqlite3')
export const typeorm = fromCore('typeorm')
export const nest = fromCore('@nestjs/common')
export const graphql = fromCore('@nestjs/graphql')
export const gql = fromCore('graphql-tag').default ?? fromCore('graphql-tag')

/** What a constructor is given, for a language without decorators. */
export const takes = (type, parts) => Reflect.defineMetadata('design:paramtypes', parts, type)

/** A plugin that is only what it declares. */
export function plugin(metadata) {
  function Plugin() {}
  core.VendurePlugin(metadata)(Plugin)
  return Plugin
}

/** A resolver's method with its parameters and decorators. */
export function resolves(type, name, parameters, decorators) {
  const method = Object.getOwnPropertyDescriptor(type.prototype, name)
  Reflect.defineMetadata(
    'design:paramtypes',
    parameters.map(() => Object),
    type.prototype,
    name,
  )
  parameters.forEach((parameter, index) => parameter(type.prototype, name, index))
  for (const decorate of decorators) decorate(type.prototype, name, method)
}

/** A column of an entity. */
export function column(type, name, of, options) {
  Reflect.defineMetadata('design:type', of, type.prototype, name)
  typeorm.Column(options)(type.prototype, name)
}
