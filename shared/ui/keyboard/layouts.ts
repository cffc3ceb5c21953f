/** A key either types its letter or does something to the keyboard. */
export type Key =
  | { readonly kind: 'letter'; readonly plain: string; readonly shifted: string }
  | { readonly kind: 'shift' | 'erase' | 'space' | 'language' | 'digits' | 'done' }

export type LayoutName = 'ko' | 'en' | 'digits' | 'code'
export type Layout = readonly (readonly Key[])[]

const letters = (plain: string, shifted: string): Key[] =>
  Array.from(plain).map((letter, at) => ({ kind: 'letter', plain: letter, shifted: shifted.charAt(at) }))

const action = (kind: 'shift' | 'erase' | 'space' | 'language' | 'digits' | 'done'): Key => ({ kind })
const LAST_ROW: readonly Key[] = [action('digits'), action('language'), action('space'), action('done')]

/** The layouts people know: two-set Hangul (KS X 5002), QWERTY, digits with a few signs. */
export const LAYOUTS: Readonly<Record<LayoutName, Layout>> = {
  ko: [
    letters('ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ', 'ㅃㅉㄸㄲㅆㅛㅕㅑㅒㅖ'),
    letters('ㅁㄴㅇㄹㅎㅗㅓㅏㅣ', 'ㅁㄴㅇㄹㅎㅗㅓㅏㅣ'),
    [action('shift'), ...letters('ㅋㅌㅊㅍㅠㅜㅡ', 'ㅋㅌㅊㅍㅠㅜㅡ'), action('erase')],
    LAST_ROW,
  ],
  en: [
    letters('qwertyuiop', 'QWERTYUIOP'),
    letters('asdfghjkl', 'ASDFGHJKL'),
    [action('shift'), ...letters('zxcvbnm', 'ZXCVBNM'), action('erase')],
    LAST_ROW,
  ],
  digits: [
    letters('1234567890', '1234567890'),
    letters("-./&'!?,:", "-./&'!?,:"),
    [...letters('()+#@', '()+#@'), action('erase')],
    LAST_ROW,
  ],
  /** The letters of a configuration code: Crockford's 32, and the five more of its check sign. */
  code: [
    letters('1234567890', '1234567890'),
    letters('ABCDEFGHJK', 'ABCDEFGHJK'),
    letters('MNPQRSTVWX', 'MNPQRSTVWX'),
    [...letters('YZU*~$=', 'YZU*~$='), action('erase'), action('done')],
  ],
}
