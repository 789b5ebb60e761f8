import { describe, expect, it } from 'vitest'
import { defaultConfiguration } from './default.js'
import { readConfiguration } from './read.js'

const queue = `queues:
  - name: office
    device: socket://printer.example:9100
`
const faults = (yaml: string): string[] => {
  try {
    readConfiguration(yaml, 'platen.yaml')
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : []
  }
  return []
}

describe('the configuration file', () => {
  it('needs a queue with a name and a device; all else has a default', () => {
    expect(readConfiguration(queue, 'platen.yaml')).toMatchObject({
      listen: { host: 'localhost', port: 8631 },
      operators: ['loopback'],
      queues: [{ name: 'office', module: '@platen/psm-spool', location: '', options: {} }],
    })
  })

  it('is never needed: the default one prints into a folder', () => {
    expect(readConfiguration(defaultConfiguration('/var/lib/a "b"'), 'default').queues).toMatchObject([{ name: 'folder', device: 'file:///var/lib/a%20%22b%22/printed/' }])
  })

  it.each([
    ['a key that is not known', `${queue}lisen: {}\n`, 'platen.yaml:4:8: "lisen" is not known here; look for a spelling mistake'],
    ['a key of a queue that is not known', `${queue}    devise: x\n`, 'platen.yaml:4:13: "queues[0].devise" is not known here; look for a spelling mistake'],
    ['a missing device', 'queues:\n  - name: office\n', 'platen.yaml:2:5: "queues[0].device" is missing'],
    ['a name that cannot stand in a URI', queue.replace('office', 'the office'), 'platen.yaml:2:11: "queues[0].name": a queue name is up to 127 letters, digits, ".", "_" and "-", and begins with a letter or digit'],
    ['two queues of a name', `${queue}${queue.replace('queues:\n', '')}`, 'platen.yaml:4:11: there are two queues named "office"'],
    ['a default that is not declared', `${queue}default: attic\n`, 'platen.yaml:4:10: the default queue "attic" is not declared; there are: office'],
    ['no queue', 'queues: []\n', 'platen.yaml:1:9: "queues": declare at least one queue'],
    ['digits as a tray, which make Windows hang', `${queue}    capabilities:\n      media-sources: ["1"]\n`, 'platen.yaml:5:23: "queues[0].capabilities.media-sources[0]": a media source is a keyword that begins with a letter: digits alone make Windows hang'],
  ])('with %s is refused with line and column', (_, yaml, message) => {
    expect(faults(yaml)).toEqual([message])
  })

  it('tells every fault at once', () => {
    expect(faults(`${queue}    devise: x\nlisten: { port: 70000 }\n`)).toHaveLength(2)
  })

  it('that is not YAML is refused with line and column', () => {
    expect(faults('queues: [\n')[0]).toMatch(/^platen\.yaml:.* at line \d+, column \d+/)
  })
})
