import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Shop } from '../shop.ts'
import { checked, Refused } from './refusals.ts'
import { needMember } from './session.ts'

/** Hands a code to the demonstration's kiosk; false when it is not there. */
export type ShowToKiosk = (text: string) => Promise<boolean>

const ShowSchema = z.strictObject({ text: z.string().min(1).max(4096) })
/** The kiosk runs on the same machine; one that is not there should be noticed at once. */
const KIOSK_WITHIN_MS = 2_000

/**
 * `POST /api/demo/show {text}`, in the demonstration only: phone and kiosk are two windows of one machine there, and this
 * stands for holding the phone to the camera. The code goes the way of every scanned code; nothing is trusted more.
 */
export function mountDemoKiosk(app: FastifyInstance, shop: Shop, show: ShowToKiosk): void {
  app.post('/demo/show', async (request, reply) => {
    needMember(shop, request)
    const { text } = checked(ShowSchema, request.body)
    if (!(await show(text))) throw new Refused('not-found')
    return reply.code(204).send()
  })
}

/** Shows codes to the kiosk of the browser shell at `kioskUrl`, through its simulated scanner. */
export function showTo(kioskUrl: string): ShowToKiosk {
  return async (text) => {
    const answer = await fetch(`${kioskUrl}/simulator/scan`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      signal: AbortSignal.timeout(KIOSK_WITHIN_MS),
    }).catch(() => null)
    return answer?.ok === true
  }
}
