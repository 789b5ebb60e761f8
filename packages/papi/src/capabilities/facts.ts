/** The facts a printer's capabilities are derived from, and what they are where none are given. */

/** The facts. Everything has a default that suits an office printer fed with ready-made pages. */
export interface CapabilityFacts {
  /** Media sizes by self-describing name, the default first. */
  readonly media?: readonly string[]
  /** Media types, the default first. Keywords of `media-type`. */
  readonly mediaTypes?: readonly string[]
  /** Trays, the default first. Keywords of `media-source`; never digits, which make Windows hang. */
  readonly mediaSources?: readonly string[]
  /** Unprintable margin on all sides, hundredths of millimetres. */
  readonly margin?: number
  /** Whether it prints in colour. */
  readonly color?: boolean
  /** Whether it prints on both sides. */
  readonly duplex?: boolean
  /** Dots per inch, the default first. */
  readonly resolutions?: readonly number[]
  /** `print-quality` enums (3 draft, 4 normal, 5 high), the default first. */
  readonly qualities?: readonly number[]
  /** `pages-per-minute`: its nominal speed (RFC 8011 section 5.4.36). */
  readonly pagesPerMinute?: number
  /** `pages-per-minute-color`, if it prints in colour. Default: `pagesPerMinute`. */
  readonly pagesPerMinuteColor?: number
  /** What its marks are made of: `type` of its supplies (PWG 5100.13). */
  readonly supplyType?: SupplyType
  /** Keywords of `pwg-raster-document-type-supported`, such as `black_1` and `cmyk_8`. Default: `sgray_8`, and `srgb_8` if it prints in colour. */
  readonly rasterTypes?: readonly string[]
  /** Keywords of `pdf-versions-supported`. Default: not said, for only the printer's maker knows. */
  readonly pdfVersions?: readonly string[]
}

/** What a printer marks with. `none`: nothing that runs out, as a folder or a thermal printer. */
export type SupplyType = 'toner' | 'ink' | 'none'

/** The facts where none are given. */
export const defaultFacts: Required<Omit<CapabilityFacts, 'pagesPerMinuteColor' | 'pdfVersions' | 'rasterTypes'>> = {
  media: ['iso_a4_210x297mm', 'na_letter_8.5x11in', 'iso_a3_297x420mm', 'iso_a5_148x210mm', 'iso_a6_105x148mm', 'na_legal_8.5x14in', 'na_index-4x6_4x6in', 'iso_dl_110x220mm', 'na_number-10_4.125x9.5in'],
  mediaTypes: ['stationery'],
  mediaSources: ['auto'],
  margin: 423,
  color: true,
  duplex: true,
  resolutions: [600, 300],
  qualities: [4, 3, 5],
  pagesPerMinute: 20,
  supplyType: 'toner',
}

/** The facts, filled in. */
export type Facts = Required<Omit<CapabilityFacts, 'pdfVersions' | 'rasterTypes'>> & Pick<CapabilityFacts, 'pdfVersions' | 'rasterTypes'>

/** The facts with what they are where they are not given. */
export function completeFacts(given: CapabilityFacts): Facts {
  const pagesPerMinute = given.pagesPerMinute ?? defaultFacts.pagesPerMinute
  return { ...defaultFacts, pagesPerMinuteColor: pagesPerMinute, ...given }
}
