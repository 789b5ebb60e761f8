/** The place that CUPS's clients print in: a server with a queue "office" and a queue "archive", each into a folder, and a new document for each test. */
import { basename } from 'node:path'
import { distinctCopy, makeDocument, type Document } from './documents.js'
import { PlatenServer } from './platen-server.js'
import { PrintedFolder } from './printed-folder.js'
import { WorkFolder } from './work-folder.js'

/** An office at work. */
export class Office implements AsyncDisposable {
  readonly #open: AsyncDisposableStack
  readonly #pdf: Document
  #documents = 0

  private constructor(
    open: AsyncDisposableStack,
    readonly work: WorkFolder,
    /** What the queue "office" prints. */
    readonly office: PrintedFolder,
    /** What the queue "archive" prints. */
    readonly archive: PrintedFolder,
    readonly server: PlatenServer,
    pdf: Document,
  ) {
    this.#open = open
    this.#pdf = pdf
  }

  /** @param name - of its work folder */
  static async open(name: string): Promise<Office> {
    await using open = new AsyncDisposableStack()
    const work = open.use(new WorkFolder(name))
    const [office, archive] = [new PrintedFolder(work.file('office')), new PrintedFolder(work.file('archive'))]
    const server = open.use(await PlatenServer.start(work, {
      queues: [
        { name: 'office', device: office.device, info: 'The office printer', location: 'Room 7' },
        { name: 'archive', device: archive.device },
      ],
    }))
    const pdf = await makeDocument(work.path, 'document-a4.pdf')
    return new Office(open.move(), work, office, archive, server, pdf)
  }

  /** A PDF that differs from all others, and the name of its file. */
  nextDocument(): { readonly document: Document; readonly name: string } {
    const document = distinctCopy(this.work.path, this.#pdf, `report-${++this.#documents}.pdf`)
    return { document, name: basename(document.path) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#open.disposeAsync()
  }
}
