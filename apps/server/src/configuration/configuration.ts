/** A configuration, read and checked: every key of the file with its meaning. */

import type { PrintByReference } from '../print-by-reference/index.js'
import type { ServingConfiguration } from './serving.js'

/** Values of a module's or device's options; which there are, its README says. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>

/** The configuration file. */
export interface Configuration extends ServingConfiguration {
  /** Where the server listens. */
  readonly listen: {
    /** An address, a name, or `localhost` for both loopback addresses (default). `::` listens on every address. */
    readonly host: string
    /** 1 to 65535, or 0 for any free one. Default 8631; 631 is IPP's own and needs privileges. */
    readonly port: number
  }
  /** The data directory, from the file's folder. Default: `platen-data` in the folder the server is started in. */
  readonly data?: string | undefined
  /** Host names of this server besides the machine's own: URIs in answers carry the name the client used only if it is one. */
  readonly names: readonly string[]
  /** Who may do what only operators may: addresses, `ADDRESS/BITS`, `loopback` (default), `everyone`. */
  readonly operators: readonly string[]
  /** The default queue. Default: the first. */
  readonly default?: string | undefined
  /** Operations that are switched off everywhere, by name, `Purge-Jobs`. */
  readonly 'disabled-operations': readonly string[]
  /** Places that are served otherwise: queues by path, `/printers/office`, and `/ipp/system`. */
  readonly locations: Readonly<Record<string, ServingConfiguration>>
  /** Options of modules, by module. */
  readonly modules: Readonly<Record<string, OptionValues>>
  /** Packages whose devices the spooler may deliver to, besides those that come with the server. */
  readonly devices: readonly string[]
  /** Fetching documents for Print-URI and Send-URI. Default: neither is offered. */
  readonly 'print-by-reference'?: PrintByReference | undefined
  /** Device schemes of queues that operators add at run time. Default: all that there are, but `file`. */
  readonly 'run-time-device-schemes'?: readonly string[] | undefined
  /** The queues, in the order that lists show them. */
  readonly queues: readonly QueueConfiguration[]
}

/** A queue. */
export interface QueueConfiguration {
  /** Up to 127 letters, digits, `.`, `_` and `-`. */
  readonly name: string
  /** What people call it. Default: its name. */
  readonly info?: string | undefined
  readonly location: string
  /** `printer-organization` and `printer-organizational-unit`: whose it is. */
  readonly organization?: string | undefined
  readonly 'organizational-unit'?: string | undefined
  /** `printer-geo-location`: a `geo:` URI (RFC 5870). */
  readonly 'geo-location'?: string | undefined
  readonly 'make-and-model'?: string | undefined
  /** `printer-device-id`, `MFG:...;MDL:...;CMD:...;`. Default: made of maker, model and formats. */
  readonly 'device-id'?: string | undefined
  /** `printer-serial-number`. */
  readonly 'serial-number'?: string | undefined
  /** `mopria-certified`: the version of the certificate that the printer carries. */
  readonly 'mopria-certified'?: string | undefined
  /** The print-service module: a package name, or a path that begins with `.` or `/`. Default `@platen/psm-spool`. */
  readonly module: string
  /** Where documents go: `socket://printer.example:9100`, `file:///var/spool/pdf/`. */
  readonly device: string
  /** MIME types the printer takes, the preferred first. `application/octet-stream` (look into it) is always added. */
  readonly formats?: readonly string[] | undefined
  /** What the printer can do. */
  readonly capabilities: CapabilityConfiguration
  /** Settings that people choose together. */
  readonly presets: readonly PresetConfiguration[]
  /** What does not go together in one job, besides what the capabilities already tell. */
  readonly constraints: readonly ConstraintConfiguration[]
  /** Options of the queue's module. */
  readonly options: OptionValues
  /** Options of the device. */
  readonly 'device-options': OptionValues
}

/** Job Template attributes as the file writes them: `{ sides: two-sided-long-edge, copies: 2, media-col: { media-type: labels } }`. */
export type JobAttributesConfiguration = Readonly<Record<string, unknown>>

/** A preset (PWG 5100.13). */
export interface PresetConfiguration {
  readonly name: string
  readonly attributes: JobAttributesConfiguration
}

/** Attributes that do not go together: a job with one of the values of each. */
export interface ConstraintConfiguration {
  readonly name: string
  readonly conflict: JobAttributesConfiguration
  /** What is taken instead. */
  readonly instead: JobAttributesConfiguration
}

/** What a queue's printer can do. */
export interface CapabilityConfiguration {
  /** Media sizes by self-describing name (PWG 5101.1), the default first. */
  readonly media?: readonly string[] | undefined
  readonly 'media-types'?: readonly string[] | undefined
  readonly 'media-sources'?: readonly string[] | undefined
  /** Unprintable margin, hundredths of millimetres. */
  readonly margin?: number | undefined
  readonly color?: boolean | undefined
  readonly duplex?: boolean | undefined
  /** Dots per inch, the default first. */
  readonly resolutions?: readonly number[] | undefined
  /** `print-quality`: 3 draft, 4 normal, 5 high; the default first. */
  readonly qualities?: readonly number[] | undefined
  /** Nominal speed. Default 20. */
  readonly 'pages-per-minute'?: number | undefined
  /** Nominal speed in colour. Default: the same. */
  readonly 'pages-per-minute-color'?: number | undefined
  /** What it marks with: `toner` (default), `ink`, `none`. */
  readonly supplies?: 'toner' | 'ink' | 'none' | undefined
  /** Keywords of `pwg-raster-document-type-supported`. Default: `sgray_8`, and `srgb_8` in colour. */
  readonly 'raster-types'?: readonly string[] | undefined
  /** Keywords of `pdf-versions-supported`. Default: not said. */
  readonly 'pdf-versions'?: readonly string[] | undefined
}
