// What people type in a filter or a search, and what it is held against: small letters without accents,
// apostrophes and invisible marks; dashes, blanks, commas and full stops are one blank. The server does
// the same (src/base/fold.hpp), and tests/data/folding.txt holds both to it.

// Letters without an accent that people write with others.
const written: Record<string, string> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ł: 'l', ŋ: 'n', ŧ: 't',
  ĸ: 'k', ſ: 's', ƒ: 'f', ə: 'e', ς: 'σ', ɓ: 'b', ɗ: 'd', ƙ: 'k', ɖ: 'd', ɛ: 'e', ɔ: 'o',
} // prettier-ignore

/* eslint-disable no-control-regex, no-misleading-character-class -- each stands for itself */
const apostrophes = /['`´\u02b9-\u02bf\u02c8\u02ca\u02cb\u055a\u05f3\u2018-\u201b\u2032\u2035\ua78c\uff07]/g
const between =
  /[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d,.;\uff0c\uff0e]+/g
const wide = /[\uff01-\uff5e]/g
const latinGreekCyrillic = /[\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]/g
const marks = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g
const unseen =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\ufff0-\ufffb]/g
/* eslint-enable */

export function fold(text: string): string {
  return text
    .replace(between, ' ')
    .replace(unseen, '')
    .replace(apostrophes, '')
    .replace(wide, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(latinGreekCyrillic, (c) => c.normalize('NFD'))
    .toLowerCase()
    .replace(marks, '')
    .replace(/./gu, (c) => written[c] ?? c)
    .trim()
}

// Everything somebody typed stands somewhere in `text`, in any order.
export function holdsWords(text: string, typed: string): boolean {
  const folded = fold(text)
  const together = folded.replaceAll(' ', '')
  return fold(typed)
    .split(' ')
    .every((word) =>
      word.length === 1
        ? ` ${folded}`.includes(` ${word}`)
        : folded.includes(word) || together.includes(word),
    )
}
