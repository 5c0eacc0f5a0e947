import { XmlDocument, type XmlElement } from './edit.ts'

/**
 * One thing that can be said of a device: once in virt-xml's words and once in the XML's, so that what is done and what
 * is shown cannot differ.
 */
export interface DeviceProperty {
  /** virt-xml's suboption: driver.cache */
  option: string
  /**
   * `driver@cache` is an attribute, `@model` one of the device itself, `serial` an element with a text, or, with `true`, an
   * empty one; `backend/text()` a text whose element stays without it.
   */
  path: string
  /** null takes it away. */
  value: string | number | true | null
  /** What virt-xml is told, where it has another word for it (on for yes). */
  word?: string
}

const textOf = '/text()'

/** Sets the properties on a device's element; an element that is left with nothing in it goes too. */
export function setProperties(device: XmlElement, properties: readonly DeviceProperty[]): void {
  for (const property of properties) setProperty(device, property)
}

/** A device's XML from nothing. */
export function deviceXml(name: string, properties: readonly DeviceProperty[]): string {
  const document = new XmlDocument(`<${name}/>`)
  setProperties(document.root, properties)
  return document.toString()
}

function setProperty(device: XmlElement, { path, value }: DeviceProperty): void {
  const [elementPath = '', attribute] = path.replace(textOf, '').split('@')
  const existing = elementPath === '' ? device : device.find(elementPath)
  if (value === null) {
    if (existing) clear(device, existing, path, attribute)
    return
  }
  const element = existing ?? device.ensure(elementPath)
  if (attribute !== undefined) element.set(attribute, String(value))
  else if (value !== true) element.setText(value)
}

function clear(device: XmlElement, element: XmlElement, path: string, attribute: string | undefined): void {
  if (path.endsWith(textOf)) {
    element.setText('')
  } else if (attribute === undefined) {
    element.remove()
  } else {
    element.set(attribute, null)
    if (element !== device && isEmpty(element)) element.remove()
  }
}

function isEmpty(element: XmlElement): boolean {
  return element.attributes.length === 0 && element.elements().length === 0 && element.text === ''
}
