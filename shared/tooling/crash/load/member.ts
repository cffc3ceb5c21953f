import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { rm1Head, rm1SignedBytes, rm1Text } from '@dangol/domain/recognition/rm1.ts'
import { DemoPeopleSchema, EnrolAckSchema } from '@dangol/protocol/shop.ts'
import { z } from 'zod'

/** A member of the demonstration with a phone that makes codes. */
export interface Member {
  /** What is theirs alone: never on a kiosk's disk, unless it is a word of the catalogue as well. */
  readonly words: readonly string[]
  codeAt(nowMs: number): string
}

const MeSchema = z.object({
  name: z.string(),
  number: z.string(),
  tenantTag: z.string(),
  personas: z.array(z.object({ name: z.string() })),
})
const ConfigurationsSchema = z.object({ configurations: z.array(z.object({ id: z.string(), name: z.string() })) })

/** Signs in at the online shop as the first person of the demonstration and gives their phone a key. */
export async function enrolMember(shopUrl: string): Promise<Member> {
  const person = DemoPeopleSchema.parse(await ask(`${shopUrl}/api/demo`)).people[0]
  if (person === undefined) throw new Error('the demonstration has no people')
  const { login, code } = person
  await ask(`${shopUrl}/api/sign-in/start`, { login })
  const signedIn = await post(`${shopUrl}/api/sign-in/finish`, { login, code })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const enrolment = { kind: 'ed25519', publicKey: publicKey.export({ format: 'jwk' }).x }
  const { credId } = EnrolAckSchema.parse(await ask(`${shopUrl}/api/credentials`, enrolment, cookie))
  const me = MeSchema.parse(await ask(`${shopUrl}/api/me`, undefined, cookie))
  const saved = ConfigurationsSchema.parse(await ask(`${shopUrl}/api/configurations`, undefined, cookie))
  return {
    words: [me.name, me.number, ...[...me.personas, ...saved.configurations].map(({ name }) => name)],
    codeAt(nowMs) {
      const head = rm1Head({ kind: 'ed25519', credId, ts: Math.floor(nowMs / 1000), nonce: randomBytes(6) })
      return rm1Text(head, sign(null, rm1SignedBytes(Buffer.from(me.tenantTag, 'hex'), head), privateKey))
    },
  }
}

async function ask(url: string, body?: object, cookie?: string): Promise<unknown> {
  const answer =
    body === undefined ? await fetch(url, { headers: { cookie: cookie ?? '' } }) : await post(url, body, cookie)
  return answer.json()
}

async function post(url: string, body: object, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answers ${answer.status}: ${await answer.text()}`)
  return answer
}
