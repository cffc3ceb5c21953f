import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type { StartAuthenticationOpts, StartRegistrationOpts } from '@simplewebauthn/browser'

/** What the shop asked the browser for, and what the browser answers; both are read by the shop's and the browser's library only. */
type PasskeyWords = Record<string, unknown>
/** 'dismissed': closed, timed out, or not recognised; 'already-here': this phone has one; 'not-here': nothing can be made here. */
type PromptRefusal = { code: 'dismissed' | 'already-here' | 'not-here' }

/** The browser's own prompt for a finger, a face or the phone's code. */
export interface PasskeyPrompts {
  /**
   * 'at-an-address': the page was opened at a bare IP address or without https, where browsers make no passkey;
   * 'old-browser': this one never does.
   */
  readonly where: () => 'ready' | 'at-an-address' | 'old-browser'
  /** The same page by a name that passkeys can belong to; null where none is known. */
  readonly byName: () => string | null
  /** What this phone is called in a list of phones. */
  readonly deviceName: string
  make(options: PasskeyWords): Promise<Result<PasskeyWords, PromptRefusal>>
  use(options: PasskeyWords): Promise<Result<PasskeyWords, PromptRefusal>>
}

export function openPasskeyPrompts(): PasskeyPrompts {
  return {
    where() {
      if (!window.isSecureContext || isAddress(location.hostname)) return 'at-an-address'
      return browserSupportsWebAuthn() ? 'ready' : 'old-browser'
    },
    byName: () => byNameOf(location.href),
    deviceName: deviceNameOf(navigator.userAgent),
    // The options are the shop library's own, unchanged: the browser's library checks them once more.
    make: (options) =>
      asked(() => startRegistration({ optionsJSON: options as unknown as StartRegistrationOpts['optionsJSON'] })),
    use: (options) =>
      asked(() => startAuthentication({ optionsJSON: options as unknown as StartAuthenticationOpts['optionsJSON'] })),
  }
}

async function asked(prompt: () => Promise<object>): Promise<Result<PasskeyWords, PromptRefusal>> {
  try {
    return ok({ ...(await prompt()) })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'InvalidStateError') return refuse('already-here')
    return refuse(name === 'SecurityError' || name === 'NotSupportedError' ? 'not-here' : 'dismissed')
  }
}

/** IPv4 in dots, or IPv6 in brackets: no name that a passkey could belong to. */
export const isAddress = (hostname: string): boolean => /^[\d.]+$|^\[/.test(hostname)

/** The machine's own address has a name that every machine knows. */
export function byNameOf(href: string): string | null {
  const url = new URL(href)
  if (url.hostname !== '127.0.0.1' && url.hostname !== '[::1]') return null
  url.hostname = 'localhost'
  return url.href
}

/** A browser says too much and too little about where it runs; this much tells two phones apart. */
export function deviceNameOf(userAgent: string): string {
  const known = ['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'Linux'] as const
  const found = known.find((name) => userAgent.includes(name))
  return found === 'Macintosh' ? 'Mac' : (found ?? 'Browser')
}
