import type { Db } from '@dangol/server/src/db/open.ts'

/** Called before each statement and around each commit; throwing there is the server's death at that very point. */
export type StatementHook = (writes: boolean) => void

type Run = (...args: unknown[]) => unknown

/** The same database, on which the server may die between any two statements. */
export function crashingDb(real: Db, hook: StatementHook): Db {
  const wrapped = {
    prepare(sql: string) {
      const statement = real.prepare(sql)
      return statementOf(statement, hook)
    },
    exec(sql: string) {
      hook(true)
      real.exec(sql)
      return wrapped
    },
    transaction: (run: Run) => transactionOf(real, run, hook),
  }
  const others: object = wrapped
  return new Proxy(real, {
    get(target, name) {
      if (Object.hasOwn(wrapped, name)) return Reflect.get(others, name) as unknown
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value as Run).bind(target) : value
    },
  })
}

function statementOf(statement: unknown, hook: StatementHook): unknown {
  // better-sqlite3's methods insist on their own `this`.
  const { run, get, all, iterate } = statement as Record<'run' | 'get' | 'all' | 'iterate', Run>
  const writes = !(statement as { readonly readonly: boolean }).readonly
  const hooked =
    (method: Run) =>
    (...args: unknown[]) => {
      hook(writes)
      return method.apply(statement, args)
    }
  const same =
    (name: 'pluck' | 'raw' | 'safeIntegers') =>
    (...args: unknown[]) => {
      ;(statement as Record<string, Run>)[name]?.(...args)
      return statementOf(statement, hook)
    }
  return {
    run: hooked(run),
    get: hooked(get),
    all: hooked(all),
    iterate: hooked(iterate),
    pluck: same('pluck'),
    raw: same('raw'),
    safeIntegers: same('safeIntegers'),
  }
}

/** Begin and commit are the library's own statements, so the points around them are named here. */
function transactionOf(real: Db, run: Run, hook: StatementHook): unknown {
  const inner = real.transaction((...args: unknown[]) => {
    const value = run(...args)
    hook(true)
    return value
  })
  const hooked =
    (begin: Run) =>
    (...args: unknown[]) => {
      hook(false)
      const value = begin(...args)
      hook(false)
      return value
    }
  return Object.assign(hooked(inner), {
    deferred: hooked((...args) => inner.deferred(...args)),
    immediate: hooked((...args) => inner.immediate(...args)),
    exclusive: hooked((...args) => inner.exclusive(...args)),
  })
}
