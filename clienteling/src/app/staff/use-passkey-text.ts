import { refusalKey, useText } from '../text.ts'
import type { PasskeyProblem } from './passkeys.ts'

/** Why no passkey was made or shown, and what to do about it. */
export function usePasskeyText(): (problem: PasskeyProblem) => string {
  const { t } = useText()
  return (problem) => (problem.by === 'machine' ? t(`passkey.fault.${problem.code}`) : t(refusalKey(problem.code)))
}
