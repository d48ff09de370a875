// How a home is drawn: a pattern and a sign, so that kinds are told apart without colour.
// `shape` comes from the server: one of the kinds below, or an SSDA903 placement code.

export type HomeKind =
  | 'foster'
  | 'connected'
  | 'adoptive'
  | 'parents'
  | 'residential'
  | 'independent'
  | 'secure'
  | 'temporary'
  | 'other'

export const homeWords: Record<HomeKind, string> = {
  foster: 'Foster carer',
  connected: 'Relative or friend who fosters',
  adoptive: 'Adoptive family',
  parents: 'With parents',
  residential: "Children's home or residential",
  independent: 'Independent or supported living',
  secure: 'Secure',
  temporary: 'Temporary stay',
  other: 'Other',
}

const synonyms: Record<string, HomeKind> = {
  kin: 'connected',
  relatives: 'connected',
  connected_person: 'connected',
  adoption: 'adoptive',
  placed_for_adoption: 'adoptive',
  parent: 'parents',
  with_parents: 'parents',
  home: 'residential',
  childrens_home: 'residential',
  semi_independent: 'independent',
}

// The kind a shape stands for; `other` for one that is not known. Codes: SSDA903 PLACE. A detail that
// begins with the code ("H5, …") tells more than a shape that only says "other".
export function homeKind(shape: string, detail = ''): HomeKind {
  const kind = kindOf(shape)
  return kind === 'other' ? kindOf(detail.split(',')[0] ?? '') : kind
}

function kindOf(shape: string): HomeKind {
  const word = shape
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  if (word in homeWords) return word as HomeKind
  const synonym = synonyms[word]
  if (synonym) return synonym
  const code = shape.trim().toUpperCase()
  if (/^U[123]$/.test(code)) return 'connected'
  if (/^U[456]$/.test(code)) return 'foster'
  if (/^A[3-6]$/.test(code)) return 'adoptive'
  if (code === 'P1') return 'parents'
  if (code === 'P2' || code === 'H5' || code === 'K3') return 'independent'
  if (code === 'K1') return 'secure'
  if (code === 'K2' || code === 'S1' || /^R[1-5]$/.test(code)) return 'residential'
  if (/^T[0-4]$/.test(code)) return 'temporary'
  return 'other'
}
