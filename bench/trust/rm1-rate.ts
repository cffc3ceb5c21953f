import { createPublicKey, verify } from 'node:crypto'
import { rm1SignedBytes, tenantTag, parseRm1 } from '@dangol/domain/recognition/rm1.ts'
import type { Rm1 } from '@dangol/domain/recognition/rm1.ts'
import { judgeCode } from '@dangol/server/src/features/recognition/judge-code.ts'
import { createVerifySignature } from '@dangol/server/src/features/recognition/verify-signature.ts'
import { TENANT } from '@dangol/server/src/testing/member-code.ts'
import type { Phone } from '@dangol/server/src/testing/member-code.ts'
import type { WiredStore } from '@dangol/server/src/testing/wired-store.ts'

/** Judgements of one round; rounds of ours and of the bare verification take turns, so that both meet the same machine. */
const ROUND = 500

/** Member codes judged a second on one core, each by a key that was not seen before, beside the bare Ed25519 verification of the same. */
export function rm1Rate(store: WiredStore, phones: readonly Phone[]): { judged: number; bare: number } {
  const nowMs = store.time.nowMs()
  const { customers } = store.features
  const deps = {
    roster: {
      credential: customers.credential,
      currentAtMs: () => nowMs,
      mayRecognise: (id: Parameters<typeof customers.mayUse>[0]) => customers.mayUse(id, 'recog.kiosk', nowMs),
    },
    verifySignature: createVerifySignature(tenantTag(TENANT)),
    lastAcceptedTs: () => null,
    nowMs: () => nowMs,
    isClockRight: () => true,
  }
  const judge = (codes: readonly string[]) => {
    for (const code of codes) if (!judgeCode(deps, code).ok) throw new Error('a good code was refused')
  }
  let [judgedMs, bareMs, judged] = [0, 0, 0]
  // The first round warms the code up and is not counted.
  for (let from = 0; from + ROUND <= phones.length; from += ROUND) {
    const some = phones.slice(from, from + ROUND)
    const codes = some.map((phone) => phone.codeAt(nowMs))
    const bare = bareVerification(codes, some)
    const took = [timed(() => judge(codes)), timed(bare)] as const
    if (from === 0) continue
    judged += ROUND
    judgedMs += took[0]
    bareMs += took[1]
  }
  return { judged: (judged * 1000) / judgedMs, bare: (judged * 1000) / bareMs }
}

/** Key, bytes and signature at hand: the least that any check of such a code costs. */
function bareVerification(codes: readonly string[], phones: readonly Phone[]): () => void {
  const keys = new Map(phones.map(({ credId, publicKey }) => [credId, publicKey]))
  const tag = tenantTag(TENANT)
  const prepared = codes.map((text) => {
    const code = parseRm1(text)
    if (code === null) throw new Error('not a code')
    return { code, signed: rm1SignedBytes(tag, code.head), key: keyObjectOf(code, keys) }
  })
  return () => {
    for (const { code, signed, key } of prepared) {
      if (!verify(null, signed, key, code.signature)) throw new Error('a good signature was refused')
    }
  }
}

const keyObjectOf = ({ credId }: Rm1, keys: ReadonlyMap<string, string>) =>
  createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: keys.get(credId) ?? '' } })

function timed(run: () => void): number {
  const at = performance.now()
  run()
  return performance.now() - at
}
