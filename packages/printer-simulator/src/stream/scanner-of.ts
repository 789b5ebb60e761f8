/** The reader for each language. */
import { blindScanner, type DocumentScanner } from './document-scanner.js'
import type { Language } from './language.js'
import { pclScanner } from './pcl.js'
import { pdfScanner } from './pdf.js'
import { postScriptScanner } from './postscript.js'
import { rasterScanner } from './raster.js'

/** A reader for a document in that language. PCL XL is binary throughout: its pages are not counted. */
export function scannerOf(language: Language, options: { readonly postScriptControls: boolean }): DocumentScanner {
  switch (language) {
    case 'postscript':
      return postScriptScanner(options.postScriptControls)
    case 'pcl':
      return pclScanner()
    case 'pdf':
      return pdfScanner()
    case 'pwg-raster':
    case 'urf':
      return rasterScanner(language)
    case 'pclxl':
    case 'unknown':
      return blindScanner
  }
}
