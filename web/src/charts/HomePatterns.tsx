// Patterns that tell kinds of home apart on a screen without colour and on grey paper.
import type { HomeKind } from './homes'

const background: Record<HomeKind, string> = {
  foster: '#cfe0ef',
  connected: '#cfe0ef',
  adoptive: '#d3e8dc',
  parents: '#fdeed2',
  residential: '#e6dff0',
  independent: '#ece9e2',
  secure: '#e0e0e0',
  temporary: '#ffffff',
  other: '#f3f2f1',
}
const ink: Record<HomeKind, string> = {
  foster: '#cfe0ef',
  connected: '#5b86ad',
  adoptive: '#4b8a68',
  parents: '#b8862f',
  residential: '#7d66a3',
  independent: '#7d7563',
  secure: '#5c5c5c',
  temporary: '#9a9a9a',
  other: '#9a9a9a',
}
const strokes: Record<HomeKind, string> = {
  foster: '',
  connected: 'M-2 2l4 -4M0 8l8 -8M6 10l4 -4',
  adoptive: 'M-2 6l4 4M0 0l8 8M6 -2l4 4M-2 2l4 -4M0 8l8 -8M6 10l4 -4',
  parents: 'M0 2h8M0 6h8',
  residential: 'M2 0v8M6 0v8',
  independent: 'M2 2h1M6 6h1',
  secure: 'M0 2h8M0 6h8M2 0v8M6 0v8',
  temporary: 'M-2 6l4 4M0 0l8 8M6 -2l4 4',
  other: '',
}

export const homeKinds = Object.keys(strokes) as HomeKind[]

// What to fill a home's shape with, given the prefix its patterns were drawn with.
export function homeFill(prefix: string, kind: HomeKind): string {
  return `url(#${prefix}-${kind})`
}

// Whether a label on it needs a plain ground.
export function isPatterned(kind: HomeKind): boolean {
  return strokes[kind] !== ''
}

export function HomePatterns({ prefix }: { prefix: string }) {
  return (
    <defs>
      {homeKinds.map((kind) => (
        <pattern key={kind} id={`${prefix}-${kind}`} width={8} height={8} patternUnits="userSpaceOnUse">
          <rect width={8} height={8} fill={background[kind]} />
          {strokes[kind] !== '' && <path d={strokes[kind]} stroke={ink[kind]} strokeWidth={1} fill="none" />}
        </pattern>
      ))}
    </defs>
  )
}
