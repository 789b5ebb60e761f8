/**
 * The built package in others' hands: what a bundler keeps of it, which runtimes can run it, and that its types need
 * nothing of Node.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { build } from 'esbuild'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { readCapture } from './captured.js'

const root = join(import.meta.dirname, '..')

/** A program that imports the package by name, bundled for browsers: an import of a module of Node fails it. */
async function bundle(contents: string, format: 'esm' | 'iife' = 'esm'): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format,
    ...(format === 'iife' ? { globalName: 'ipp' } : {}),
    platform: 'browser',
    logLevel: 'silent',
  })
  expect(warnings).toEqual([])
  return outputFiles[0]?.text ?? ''
}

/** Something that only this table has. */
const tables = {
  attributes: 'printer-resolution-supported',
  keywords: 'media-jam',
  enums: '3=portrait',
  operations: 'Resubmit-Job',
  statusCodes: 'client-error-document-format-not-supported',
}
const tablesIn = (code: string) => Object.entries(tables).flatMap(([table, text]) => (code.includes(text) ? [table] : []))

describe('a bundle', () => {
  it('of decode and encode has none of the tables, and is small', async () => {
    const code = await bundle("export { decode, encode } from '@platen/ipp-core'")
    expect(tablesIn(code)).toEqual([])
    expect(code.length).toBeLessThan(24_000)
  })

  it.each<[string, string, (keyof typeof tables)[]]>([
    ['Attributes, attribute, keyword', '', []],
    ['readMessage, MessageReader', '', []],
    ['toJSON, fromJSON', '', []],
    ['GroupTag, ValueTag, StatusCode', '', []],
    ['operationName', '', ['operations']],
    ['statusCodeName', '', ['statusCodes']],
    ['format', '', ['operations', 'statusCodes']],
    ['keywordsOf', '/registry', ['keywords']],
    ['attributeDefinition', '/registry', ['attributes']],
    ['enumName', '/registry', ['enums', 'operations', 'statusCodes']],
    ['registryDate', '/registry', []],
    ['readAttributeFile, parseIpptool', '/ipptool', []],
  ])('of %s from @platen/ipp-core%s has the tables it needs and no others', async (names, path, needed) => {
    const code = await bundle(`export { ${names} } from '@platen/ipp-core${path}'`)
    expect(tablesIn(code)).toEqual(needed)
  })

  it('of everything needs no module of Node', async () => {
    const code = await bundle("export * from '@platen/ipp-core'\nexport * from '@platen/ipp-core/registry'\nexport * from '@platen/ipp-core/ipptool'")
    expect(tablesIn(code)).toEqual(Object.keys(tables))
  })
})

describe('the library', () => {
  it('needs of its runtime no more than ECMAScript, TextEncoder, TextDecoder, atob and btoa', async () => {
    const code = await bundle("export * from '@platen/ipp-core'\nexport * as registry from '@platen/ipp-core/registry'\nexport * as ipptool from '@platen/ipp-core/ipptool'", 'iife')
    const octets = readCapture('Canon_TS6000/Canon_TS6000.Get-Printer-Attributes.fb933fb023644ef37e620cba9ee33d0a.rsp.bin')
    const program = `${code}
const input = Uint8Array.from(octets)
const { message } = ipp.decode(input)
const again = ipp.fromJSON(JSON.parse(JSON.stringify(ipp.toJSON(message))))
const plain = ipp.registry.toObject(message.groups[1].attributes)
const file = ipp.ipptool.writeAttributeFile(message.groups[1].attributes).text
result = {
  same: ipp.encode(again).every((octet, index) => octet === input[index]),
  text: ipp.format(message, { enumName: ipp.registry.enumName }).includes('printer-state (enum) = idle (3)'),
  state: plain['printer-state'],
  name: ipp.ipptool.readAttributeFile(file).string('printer-make-and-model'),
  request: ipp.decode(ipp.encode(ipp.registry.request({ operation: 'Get-Jobs', attributes: { 'printer-uri': 'ipp://print.example/ipp' } }))).message.code,
}
try { ipp.decode(Uint8Array.of(1, 1)) } catch (error) { result.error = error.message }`
    const context = { TextEncoder, TextDecoder, atob, btoa, octets, result: {} }
    runInNewContext(program, context)
    expect(context.result).toEqual({ same: true, text: true, state: 3, name: 'Canon TS6000 series', request: 10, error: 'a message has at least 9 octets, here are 2 at octet 2' })
  })
})

const consumer = `
import { Attributes, attribute, decode, encode, format, keyword, readMessage, toJSON, type Message } from '@platen/ipp-core'
import { attributesOf, request } from '@platen/ipp-core/registry'
import { readAttributeFile } from '@platen/ipp-core/ipptool'

export async function ask(url: string): Promise<string | undefined> {
  const message: Message = request({ operation: 'Get-Printer-Attributes', attributes: { 'printer-uri': url, 'requested-attributes': ['all'] } })
  const answer = await fetch(url, { method: 'POST', body: encode(message) })
  const { groups } = decode(new Uint8Array(await answer.arrayBuffer())).message
  const [value] = groups[1]?.attributes.get('printer-state')?.values ?? []
  return value?.kind === 'integer' ? format(message) + value.value : JSON.stringify(toJSON(message))
}
export const job: Attributes = attributesOf('job', { copies: 2 })
export const media: Attributes = Attributes.of(attribute('media', keyword('iso_a4_210x297mm')), ...readAttributeFile(''))
export const read = async (source: AsyncIterable<Uint8Array>): Promise<number> => (await readMessage(source)).message.code
`

describe('the types', () => {
  it('compile in a browser project without the types of Node, and are checked themselves', () => {
    const file = join(root, 'consumer-example.ts')
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2023,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.asynciterable.d.ts'],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
    }
    const files = ts.createCompilerHost(options)
    const host: ts.CompilerHost = {
      ...files,
      fileExists: (path) => path === file || files.fileExists(path),
      readFile: (path) => (path === file ? consumer : files.readFile(path)),
      getSourceFile: (path, ...rest) => (path === file ? ts.createSourceFile(path, consumer, ts.ScriptTarget.ES2023) : files.getSourceFile(path, ...rest)),
    }
    const program = ts.createProgram([file], options, host)
    const faults = ts.getPreEmitDiagnostics(program).map(({ messageText, file: where }) => `${where?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)
    expect(faults).toEqual([])
    expect(program.getSourceFiles().filter(({ fileName }) => fileName.includes('@types/node')).length).toBe(0)
    // It is the built package that was compiled against.
    expect(program.getSourceFiles().some(({ fileName }) => fileName.endsWith('/dist/index.d.ts'))).toBe(true)
  }, 30_000)

  it('name no type of Node', () => {
    for (const name of readdirSync(join(root, 'dist')).filter((one) => one.endsWith('.d.ts'))) expect(readFileSync(join(root, 'dist', name), 'utf8')).not.toMatch(/\bBuffer\b|\bNodeJS\b|['"]node:|types="node"/)
  })
})
