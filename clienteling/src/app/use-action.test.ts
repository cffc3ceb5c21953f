import { describe, expect, it } from 'vitest'
import { useAction } from './use-action.ts'

const done = { ok: true, value: 'done' } as const
const refused = { ok: false, error: { code: 'sold-out' } } as const

describe('an action', () => {
  it('tells what is under way, and then the value', async () => {
    const { run, underWay } = useAction()
    const running = run('place', () => Promise.resolve(done))
    expect(underWay.value).toBe('place')
    expect(await running).toEqual({ value: 'done' })
    expect(underWay.value).toBeNull()
  })

  it('keeps why it was refused until the next one', async () => {
    const { run, refusal } = useAction()
    expect(await run('place', () => Promise.resolve(refused))).toBeNull()
    expect(refusal.value).toBe('sold-out')
    await run('place', () => Promise.resolve(done))
    expect(refusal.value).toBeNull()
  })

  it('is not started twice by a double tap', async () => {
    const { run } = useAction()
    let started = 0
    const act = () => {
      started += 1
      return Promise.resolve(done)
    }
    const [first, second] = await Promise.all([run('place', act), run('place', act)])
    expect([first, second, started]).toEqual([{ value: 'done' }, null, 1])
  })
})
