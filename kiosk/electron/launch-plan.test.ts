import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeStore } from '@dangol/client/testing/fake-store.ts'
import { findElectron, noElectronSentence, noStoreSentence, storeAnswers } from './launch-plan.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dangol-electron-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the Electron binary', () => {
  it('is not there before it was fetched', () => expect(findElectron(folder, undefined)).toBeNull())

  it('is where the package says', () => {
    mkdirSync(join(folder, 'dist'))
    writeFileSync(join(folder, 'path.txt'), 'electron')
    expect(findElectron(folder, undefined)).toBeNull()
    writeFileSync(join(folder, 'dist', 'electron'), '')
    expect(findElectron(folder, undefined)).toBe(join(folder, 'dist', 'electron'))
  })

  it('is where the override says, and nowhere else', () => {
    mkdirSync(join(folder, 'own'))
    writeFileSync(join(folder, 'own', 'electron'), '')
    expect(findElectron(folder, join(folder, 'own'))).toBe(join(folder, 'own', 'electron'))
    expect(findElectron(folder, '/nonexistent/electron')).toBeNull()
  })
})

describe('the store server', () => {
  it('answers, or does not', async () => {
    const asked: string[] = []
    const ask = (status: number) => (input: URL | RequestInfo) => {
      asked.push(input instanceof URL ? input.href : '')
      return Promise.resolve(new Response('', { status }))
    }
    expect(await storeAnswers('http://store:4600', ask(200))).toBe(true)
    expect(await storeAnswers('http://store:4600', ask(503))).toBe(false)
    expect(asked[0]).toBe('http://store:4600/healthz')
    expect(await storeAnswers('http://127.0.0.1:1')).toBe(false)
  })

  it('is not just anything that listens', async () => {
    const other = startFakeStore()
    expect(await storeAnswers(other.url)).toBe(false)
    await other.stop()
  })
})

it.each([noElectronSentence('http://127.0.0.1:4602/'), noStoreSentence('http://127.0.0.1:4600')])('%s', (sentence) => {
  expect(sentence).toMatch(/http:\/\/127\.0\.0\.1:\d+/)
  expect(sentence.match(/\.( |$)/g)).toHaveLength(1)
})
