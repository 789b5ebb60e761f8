/** Document Template attributes: documents are passed through as they are, so none is carried out for one document of a job (PWG 5100.5). */
import { attribute, Attributes, GroupTag, groupOf, StatusCode, unsupported, type AttributeGroup, type Message } from '@platen/ipp-core'

/** The group and status that tell a client that the attributes of its document-attributes group were ignored; nothing if it has none. */
export function ignoredDocumentAttributes(message: Message): { readonly status?: StatusCode; readonly groups: readonly AttributeGroup[] } {
  const given = groupOf(message, GroupTag.document)
  if (given === undefined || given.size === 0) return { groups: [] }
  const ignored = new Attributes([...given].map((one) => attribute(one.name, unsupported)))
  return { status: StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes, groups: [{ tag: GroupTag.unsupported, attributes: ignored }] }
}
