/** What an editor offers: names of attributes, keywords and members complete, through the compiler's own service. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const file = join(root, 'src', 'editor-example.ts')
const head = "import { Attributes, attribute, keyword } from './index.js'\nimport { attributesOf, request } from './registry/index.js'\nconst attributes = new Attributes()\n"

let text = ''
let version = 0
let service: ts.LanguageService

beforeAll(() => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')) as { config: { compilerOptions: object } }
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, target: 'ES2024', module: 'nodenext', strict: true, exactOptionalPropertyTypes: true }, root)
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: (path) => (path === file ? `${version}` : '0'),
    getScriptSnapshot: (path) => (path === file ? ts.ScriptSnapshot.fromString(text) : ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(readFileSync(path, 'utf8')) : undefined),
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (of) => ts.getDefaultLibFilePath(of),
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: (path) => (path === file ? text : ts.sys.readFile(path)),
  }
  service = ts.createLanguageService(host)
  completionsAt('attributes.|')
}, 30_000)

/** What is offered at the bar. */
function completionsAt(line: string): string[] {
  text = `${head}${line.replace('|', '')}\n`
  version++
  const entries = service.getCompletionsAtPosition(file, head.length + line.indexOf('|'), {})?.entries ?? []
  return entries.map(({ name }) => name)
}

describe('an editor offers', () => {
  it.each([
    ["attributes.get('|')", ['printer-state', 'media-col', 'sides']],
    ["attributes.value('|')", ['printer-state']],
    ["attributes.set('|', keyword('a'))", ['sides', 'printer-state-reasons']],
    ["attribute('|')", ['sides']],
    ["attributes.set('sides', keyword('|'))", ['one-sided', 'two-sided-long-edge']],
    ["attribute('printer-state-reasons', keyword('none'), keyword('|'))", ['media-jam', 'toner-empty']],
    ["attributesOf('|', {})", ['printer', 'job']],
    ["attributesOf('job', { '|' })", ['copies', 'media-col']],
    ["attributesOf('job', { sides: '|' })", ['one-sided', 'two-sided-long-edge']],
    ["attributesOf('printer', { 'printer-state': '|' })", ['idle', 'processing', 'stopped']],
    ["attributesOf('printer', { 'printer-state-reasons': ['|'] })", ['media-jam', 'none']],
    ["attributesOf('job', { 'media-col': { '|' } })", ['media-size', 'media-type']],
    ["attributesOf('job', { 'media-col': { 'media-size': { '|' } } })", ['x-dimension', 'y-dimension']],
    ["request({ operation: '|' })", ['Get-Printer-Attributes', 'Print-Job']],
    ["const one = attributes.value('media-col'); if (one?.kind === 'collection') one.members.value('|')", ['media-size', 'media-type']],
  ])('%s', (line, names) => {
    expect(completionsAt(line)).toEqual(expect.arrayContaining(names))
  })

  it('no printer attributes for a job', () => {
    expect(completionsAt("attributesOf('job', { '|' })")).not.toContain('printer-state')
  })
})
