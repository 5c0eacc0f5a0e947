/** The functions on a domain, in one place for those who use several. */
export { openConsole } from './console.ts'
export { type AddressSource, type InterfaceAddresses, readInterfaceAddresses } from './domain-addresses.ts'
export {
  createDomain,
  defineDomain,
  destroyDomain,
  rebootDomain,
  resetDomain,
  resumeDomain,
  setAutostart,
  shutdownDomain,
  startDomain,
  suspendDomain,
  undefineDomain,
} from './domain-lifecycle.ts'
export {
  listDomains,
  lookupDomain,
  readDomain,
  readDomains,
  readDomainState,
  readDomainXml,
} from './domain-read.ts'
export { takeScreenshot } from './screenshot.ts'
