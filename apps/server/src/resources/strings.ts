/** Words for keywords and enums in English: `printer-strings-uri` (PWG 5100.13), read by CUPS's and Apple's print dialogs. */

/** Words by attribute, and by value within it. */
const words: Readonly<Record<string, { readonly label: string; readonly values: Readonly<Record<string, string>> }>> = {
  copies: { label: 'Copies', values: {} },
  finishings: { label: 'Finishing', values: { 3: 'None' } },
  'identify-actions': { label: 'Identify', values: { display: 'Show a message', flash: 'Flash' } },
  'job-hold-until': { label: 'Print', values: { 'no-hold': 'Now', indefinite: 'When released', 'day-time': 'By day', evening: 'In the evening', night: 'At night', weekend: 'At the weekend', 'second-shift': 'In the second shift', 'third-shift': 'In the third shift' } },
  'job-priority': { label: 'Priority', values: {} },
  'job-sheets': { label: 'Banner sheet', values: { none: 'None', standard: 'Before the job', 'job-start-sheet': 'Before the job', 'job-end-sheet': 'Behind the job', 'job-both-sheet': 'Before and behind the job' } },
  media: {
    label: 'Paper size',
    values: {
      iso_a3_297x420mm: 'A3', iso_a4_210x297mm: 'A4', iso_a5_148x210mm: 'A5', iso_a6_105x148mm: 'A6', 'iso_dl_110x220mm': 'DL envelope', 'iso_c5_162x229mm': 'C5 envelope',
      'na_letter_8.5x11in': 'US Letter', 'na_legal_8.5x14in': 'US Legal', 'na_ledger_11x17in': 'US Tabloid', 'na_index-4x6_4x6in': '4 x 6 inches', 'na_number-10_4.125x9.5in': 'Number 10 envelope',
    },
  },
  'media-source': { label: 'Paper source', values: { auto: 'Automatic', manual: 'Manual feed', main: 'Main tray', 'by-pass-tray': 'By-pass tray', 'tray-1': 'Tray 1', 'tray-2': 'Tray 2', 'tray-3': 'Tray 3', 'tray-4': 'Tray 4', envelope: 'Envelope feeder' } },
  'media-type': { label: 'Paper type', values: { stationery: 'Plain paper', 'stationery-letterhead': 'Letterhead', 'stationery-heavyweight': 'Heavy paper', 'stationery-lightweight': 'Light paper', cardstock: 'Card', envelope: 'Envelope', labels: 'Labels', photographic: 'Photo paper', 'photographic-glossy': 'Glossy photo paper', transparency: 'Transparency' } },
  'multiple-document-handling': { label: 'Copies of several documents', values: { 'separate-documents-collated-copies': 'Set by set', 'separate-documents-uncollated-copies': 'Document by document' } },
  'number-up': { label: 'Pages per side', values: {} },
  'orientation-requested': { label: 'Orientation', values: { 3: 'Portrait', 4: 'Landscape', 5: 'Landscape, turned', 6: 'Portrait, upside down' } },
  'output-bin': { label: 'Output', values: { 'face-down': 'Face down', 'face-up': 'Face up' } },
  'page-ranges': { label: 'Pages', values: {} },
  'presentation-direction-number-up': {
    label: 'Order of the pages on a side',
    values: {
      'toright-tobottom': 'To the right, then down', 'tobottom-toleft': 'Down, then to the left', 'tobottom-toright': 'Down, then to the right', 'toleft-tobottom': 'To the left, then down', 'toleft-totop': 'To the left, then up',
      'toright-totop': 'To the right, then up', 'totop-toleft': 'Up, then to the left', 'totop-toright': 'Up, then to the right',
    },
  },
  'print-color-mode': { label: 'Colour', values: { auto: 'Automatic', color: 'Colour', monochrome: 'Black and white' } },
  'print-content-optimize': { label: 'Optimise for', values: { auto: 'Automatic' } },
  'print-quality': { label: 'Quality', values: { 3: 'Draft', 4: 'Normal', 5: 'High' } },
  'print-rendering-intent': { label: 'Rendering intent', values: { auto: 'Automatic' } },
  'print-scaling': { label: 'Scaling', values: { auto: 'As the printer does' } },
  'printer-resolution': { label: 'Resolution', values: {} },
  'printer-state-reasons': {
    label: 'State',
    values: {
      'connecting-to-device': 'The printer is not reached', 'cover-open': 'A cover is open', 'door-open': 'A door is open', 'identify-printer-requested': 'Somebody looks for this printer', 'media-empty': 'Out of paper',
      'media-jam': 'Paper jam', 'media-low': 'Paper is low', 'media-needed': 'Paper is needed', 'moving-to-paused': 'Pausing', none: 'Ready', paused: 'Paused', 'toner-empty': 'Out of toner', 'toner-low': 'Toner is low',
    },
  },
  sides: { label: 'Sides', values: { 'one-sided': 'One side', 'two-sided-long-edge': 'Both sides, long edge', 'two-sided-short-edge': 'Both sides, short edge' } },
}

/** The file: `"attribute" = "words";` and `"attribute.value" = "words";`. */
export function englishStrings(): string {
  const line = (key: string, value: string): string => `${JSON.stringify(key)} = ${JSON.stringify(value)};\n`
  return Object.entries(words)
    .flatMap(([attribute, { label, values }]) => [line(attribute, label), ...Object.entries(values).map(([value, said]) => line(`${attribute}.${value}`, said))])
    .join('')
}
