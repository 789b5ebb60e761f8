/** Job tickets as JSON: attributes with their value tags, so that what was accepted comes back the same. */
export { attributesFromJson as ticketFromJson, attributesToJson as ticketToJson } from '@platen/papi'
