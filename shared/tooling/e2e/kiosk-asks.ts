import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ApprovalGrantedSchema, ApprovalPolledSchema } from '@dangol/protocol/shop-approvals.ts'
import type { CDPSession, Page } from 'playwright-core'
import type { z } from 'zod'
import type { Stage } from './stage.ts'

/** What a kiosk of a store in Gangnam gets from the online shop; asked with the key of the stage's own store. */
export async function kioskAsks(stage: Stage, kioskId: string) {
  const kioskThumbprint = `key-of-${kioskId}`
  const ask = { storeName: { ko: '강남점', en: 'Gangnam' }, kioskId, kioskThumbprint, lang: 'ko' }
  const granted = ApprovalGrantedSchema.parse(await asStore(stage, '/approvals', ask))
  const poll = async (): Promise<z.infer<typeof ApprovalPolledSchema>> =>
    ApprovalPolledSchema.parse(
      await asStore(stage, '/approvals/poll', { deviceCode: granted.deviceCode, kioskThumbprint }),
    )
  const approved = (token: string) => asStore(stage, '/approved', { token, kioskThumbprint })
  return { ...granted, poll, approved }
}

async function asStore(stage: Stage, path: string, body: unknown): Promise<unknown> {
  const key = readFileSync(join(stage.dataFolder, 'shop-key'), 'utf8').trim()
  const answer = await fetch(new URL(`/store/v1${path}`, stage.floor.urls.shop), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return answer.json()
}

/** A phone's passkeys, played by the browser. */
export interface PlayedPasskeys {
  /** Whether the finger on the sensor is the owner's. */
  readonly know: (owner: boolean) => Promise<unknown>
}

/** Gives the page's browser an authenticator that answers every prompt at once. */
export async function playPasskeys(page: Page): Promise<PlayedPasskeys> {
  const browser: CDPSession = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  return { know: (isUserVerified) => browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }) }
}
