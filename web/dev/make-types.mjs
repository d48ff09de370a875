// Makes src/api/types.ts, the shapes of the HTTP API, from docs/openapi.yaml; does nothing when that file
// is of this yaml and this script already. `npm run build`, `typecheck`, `test`, `dev` and script/bootstrap
// run it, so the file is not kept in the repository: a copy could only fall behind.
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'

const source = new URL('../../docs/openapi.yaml', import.meta.url)
const target = new URL('../src/api/types.ts', import.meta.url)

const hash = createHash('sha256')
  .update(readFileSync(source))
  .update(readFileSync(new URL(import.meta.url)))
const first = `// Made from docs/openapi.yaml by dev/make-types.mjs: change that file, not this one. ${hash.digest('hex').slice(0, 16)}`

const text = (url) => {
  try {
    return readFileSync(url, 'utf8')
  } catch {
    return ''
  }
}

if (!text(target).startsWith(first)) {
  const { default: openapiTS, astToString } = await import('openapi-typescript')
  const { default: ts } = await import('typescript')
  const isoDate = ts.factory.createTypeReferenceNode('IsoDate')
  const none = ts.factory.createLiteralTypeNode(ts.factory.createNull())
  const tree = await openapiTS(source, {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    inject: 'export type IsoDate = string // a civil date, "2026-02-03"',
    // A date is a text, but says that it is a date.
    transform: ({ format, type }) =>
      format !== 'date'
        ? undefined
        : Array.isArray(type)
          ? ts.factory.createUnionTypeNode([isoDate, none])
          : isoDate,
  })
  // Whole or not at all: two commands may make it at once.
  const fresh = new URL(`${target.href}.${process.pid}`)
  writeFileSync(fresh, `${first}\n${astToString(tree)}`)
  renameSync(fresh, target)
}
