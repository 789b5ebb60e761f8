/** The codec in a browser: Chromium runs the built package, and gives back what Node gives. */
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { decode, encode, format, toJSON } from '@platen/ipp-core'
import { build } from 'esbuild'
import { afterAll, expect, it } from 'vitest'
import { runWell } from './harness/command.js'
import { describeWhere, findTool } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const chromium = ['chromium', 'chromium-browser', 'google-chrome'].map(findTool).find((path) => path !== undefined)
const capture = join(import.meta.dirname, '../packages/ipp-core/test/captures/HP_ENVY_5640/HP_ENVY_5640.Get-Printer-Attributes.e8d1f2929264a2d2dd672ddb501f7ac9.rsp.bin')

/** What the page does: it reads a printer's answer in one piece and as a stream, and says all of it in the page. */
const program = `
import { decode, encode, format, fromJSON, GroupTag, groupOf, IppError, readMessage, toJSON } from '@platen/ipp-core'
import { enumName, request } from '@platen/ipp-core/registry'
import { readAttributeFile, writeAttributeFile } from '@platen/ipp-core/ipptool'

async function report() {
  const octets = Uint8Array.from(atob(captured), (character) => character.charCodeAt(0))
  const { message } = decode(octets)
  const printer = groupOf(message, GroupTag.printer)
  const streamed = await readMessage(new Blob([octets, 'document']).stream())
  let document = ''
  for await (const chunk of streamed.document) document += new TextDecoder().decode(chunk)
  let fault
  try { decode(octets.subarray(0, 100)) } catch (error) { fault = error instanceof IppError ? error.code : error }
  return {
    encoded: btoa(String.fromCharCode(...encode(message))),
    json: toJSON(message),
    again: btoa(String.fromCharCode(...encode(fromJSON(toJSON(streamed.message))))),
    text: format(message, { enumName: () => undefined }),
    state: enumName('printer-state', printer.integer('printer-state')),
    model: readAttributeFile(writeAttributeFile(printer).text).string('printer-make-and-model'),
    request: [...encode(request({ operation: 'Get-Jobs', attributes: { 'printer-uri': 'ipp://print.example/ipp' } }))].slice(0, 9),
    document,
    fault,
  }
}
report().catch((error) => ({ error: String(error) })).then((result) => { document.body.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(result)))) })
`

describeWhere(chromium === undefined ? ['there is no "chromium"'] : [], 'the codec in Chromium', () => {
  const work = new WorkFolder('browser')
  afterAll(() => work[Symbol.dispose]())

  it('decodes, encodes, streams, and prints as it does in Node', async () => {
    const octets = readFileSync(capture)
    const { outputFiles } = await build({
      stdin: { contents: `const captured = ${JSON.stringify(octets.toString('base64'))}\n${program}`, resolveDir: import.meta.dirname },
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
    })
    const page = work.file('page.html')
    await writeFile(page, `<!doctype html><meta charset="utf-8"><body></body><script>${(outputFiles[0]?.text ?? '').replaceAll('</script', String.raw`<\/script`)}</script>`)
    const options = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--virtual-time-budget=10000', `--user-data-dir=${work.folder('profile')}`]
    const { stdout } = await runWell(chromium ?? '', [...options, '--dump-dom', pathToFileURL(page).href])
    const [, body = ''] = /<body>([A-Za-z0-9+/=]*)/.exec(stdout) ?? []
    const { message } = decode(octets)
    const base64 = Buffer.from(encode(message)).toString('base64')
    expect(base64).toBe(octets.toString('base64'))
    expect(JSON.parse(Buffer.from(body, 'base64').toString('utf8'))).toEqual({
      encoded: base64,
      json: toJSON(message),
      again: base64,
      text: format(message),
      state: 'idle',
      model: 'HP ENVY 5640 series',
      request: [2, 0, 0, 10, 0, 0, 0, 1, 1],
      document: 'document',
      fault: 'truncated',
    })
  })
})
