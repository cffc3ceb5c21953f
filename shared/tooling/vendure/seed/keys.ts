import { PERMISSIONS } from '../../../../server/src/upstream/vendure/permissions.ts'
import type { Ask } from '../graphql.ts'
import { both, made } from './settings.ts'

/** What a store server shows to the Admin API. */
export interface Keys {
  readonly apiKey: string
  /** Of a role that may read products and orders and nothing else. */
  readonly weakApiKey: string
}

const WEAK = ['ReadCatalog', 'ReadOrder']

/** Makes both keys. Vendure shows a key once. */
export async function seedKeys(admin: Ask): Promise<Keys> {
  return { apiKey: await keyFor(admin, 'store', PERMISSIONS), weakApiKey: await keyFor(admin, 'weak', WEAK) }
}

async function keyFor(admin: Ask, code: string, permissions: readonly string[]): Promise<string> {
  const { me } = await admin<{ me: { channels: { id: string }[] } }>('{ me { channels { id } } }')
  const channelIds = me.channels.map(({ id }) => id)
  const roleId = await made(admin, 'createRole(input: $i)', 'CreateRoleInput!', {
    ...{ code: `dangol-${code}`, description: `Dangol ${code}`, permissions, channelIds },
  })
  const { createApiKey } = await admin<{ createApiKey: { apiKey: string } }>(
    'mutation($i: CreateApiKeyInput!) { createApiKey(input: $i) { apiKey } }',
    { i: { roleIds: [roleId], translations: both({ name: `단골 ${code}` }, { name: `Dangol ${code}` }) } },
  )
  return createApiKey.apiKey
}
