/** An expected outcome: either a value or a refusal with a closed code. Broken invariants throw instead. */
export type Result<T, E extends Refusal = Refusal> = { ok: true; value: T } | { ok: false; error: E }

/** Why something was not done. `code` is a closed union per use-case; extra fields carry what the reader needs to act. */
interface Refusal<C extends string = string> {
  code: C
}

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const refuse = <C extends string, X extends object = object>(
  code: C,
  extra?: X,
): { ok: false; error: { code: C } & X } => ({ ok: false, error: { code, ...(extra as X) } })
