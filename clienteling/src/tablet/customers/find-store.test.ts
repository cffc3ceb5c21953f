import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { useFindStore } from './find-store.ts'

let app: StaffApp
beforeEach(() => void (app = startStaffApp()))
afterEach(() => app.stop())

const searches = () => app.store.received.filter(({ name }) => name === 'customers:find').map(({ input }) => input)

describe('finding a customer', () => {
  it('asks for what was typed, without the blanks around it', async () => {
    app.store.answer('customers:find', () => ({ ok: true, value: { hits: [], more: false } }))
    const find = app.use(useFindStore)
    find.query = '  김지 '
    await find.search()
    expect(searches()).toEqual([{ query: '김지' }])
    expect(find.state).toEqual({ kind: 'found', hits: [], more: false })
  })

  it('does not ask for one letter, which half the members have', async () => {
    const find = app.use(useFindStore)
    find.query = ' 김 '
    await find.search()
    expect(find.canSearch).toBe(false)
    expect(searches()).toEqual([])
  })

  it('says when searches are too many', async () => {
    app.store.answer('customers:find', () => ({ ok: false, error: { code: 'too-many-searches' } }))
    const find = app.use(useFindStore)
    find.query = 'ann'
    await find.search()
    expect(find.state).toEqual({ kind: 'failed', code: 'too-many-searches' })
  })

  it('forgets what was searched and found', async () => {
    app.store.answer('customers:find', () => ({ ok: true, value: { hits: [], more: false } }))
    const find = app.use(useFindStore)
    find.query = 'ann'
    await find.search()
    find.clear()
    expect([find.query, find.state]).toEqual(['', { kind: 'idle' }])
  })
})
