// An emoji or an accented letter of several code points must not be counted twice or cut in half.
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The letters of a text as a reader counts them. */
export const letters = (text: string): string[] => Array.from(segmenter.segment(text), (part) => part.segment)
