import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { openTestKiosk } from '../../host/testing/test-kiosk.ts'
import { openShell } from '../shell.ts'
import { createFakeElectron } from './fake-electron.ts'

/** The whole shell with a real host behind it, in a fake Electron, with its time turned by hand. */
export async function openTestShell({ packaged = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'dangol-screen-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>kiosk</title>')
  const kiosk = openTestKiosk()
  const fake = createFakeElectron()
  const time = createTurnedTime()
  const logged: string[] = []
  await openShell({
    electron: fake.electron,
    openHost: () => kiosk.host,
    folder,
    preload: '/app/preload.cjs',
    packaged,
    clock: time,
    timers: time,
    nonce: () => 'n',
    log: (event) => logged.push(event),
  })
  await kiosk.online()
  const close = async (): Promise<void> => {
    await kiosk.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...fake, kiosk, time, logged, close }
}

export type TestShell = Awaited<ReturnType<typeof openTestShell>>
