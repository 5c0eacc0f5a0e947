'use client'

import { CircuitBoard } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { checkSpec } from '#lib/virt/commands/check-device.ts'
import { deviceEditCommand, deviceRemoveCommand } from '#lib/virt/commands/device-commands.ts'
import type { DeviceRemove } from '#lib/virt/commands/device-input.ts'
import { canHotplug, type DeviceSpec, readSpec } from '#lib/virt/xml/device-spec.ts'
import { XmlDocument, type XmlElement } from '#lib/virt/xml/edit.ts'
import { useValueGlow } from '../../live-state/live-state.tsx'
import { useOperation } from '../../operation/use-operation.ts'
import { useDeviceChoices } from '../add-hardware/use-device-choices.ts'
import { findDevice } from '../device-list.ts'
import { PanelFrame, PendingValue } from '../device-panel.tsx'
import { DeviceFields } from '../devices/device-fields.tsx'
import { Facts } from '../devices/facts.tsx'
import { useFieldText } from '../devices/field-text.ts'
import { RemoveDevice } from '../devices/remove-device.tsx'
import type { WhenChoice } from '../devices/when-field.tsx'
import type { PanelProps } from '../panels.tsx'

const fields = ['model', 'action', 'source', 'rateBytes', 'periodMs']

interface Found {
  element: XmlElement
  /** Its number among the devices of its name, from 1 on. */
  number: number
}

/** Every device that has no panel of its own: what it is, what of it can be changed, and Remove. */
export function GenericDevicePanel({ domain, item }: PanelProps) {
  const t = useTranslations('devices.generic')
  const names = useTranslations('hardware.device')
  const choices = useDeviceChoices(domain)
  const [draft, setDraft] = useState<DeviceSpec | null>(null)
  const operation = useOperation('device-edit')
  const kept = findNumbered(domain.inactiveXml, item.id)
  const running = findNumbered(domain.liveXml, item.id)
  const spec = kept && readSpec(kept.element)
  const glows = useValueGlow(domain.uuid, spec ? JSON.stringify(spec) : '')
  const errors = draft ? checkSpec(draft) : []
  const text = useFieldText(errors, operation.error)
  const found = kept ?? running
  if (!found) return null

  const dirty = draft !== null && JSON.stringify(draft) !== JSON.stringify(spec)
  const input = dirty && kept ? { vm: domain.name, number: kept.number, device: draft } : null
  const apply = async () => {
    if (input && (await operation.run(input))) setDraft(null)
  }
  const runningSpec = running && readSpec(running.element)
  const pending = spec && runningSpec && JSON.stringify(spec) !== JSON.stringify(runningSpec)
  return (
    <PanelFrame
      title={names(item.label.key, item.label.params)}
      icon={<CircuitBoard size={16} aria-hidden />}
      dirty={dirty}
      command={input && errors.length === 0 ? deviceEditCommand(input) : null}
      operation={operation}
      fields={fields}
      onApply={spec ? () => void apply() : undefined}
      onRevert={() => setDraft(null)}
      takesEffect={running ? 'next' : 'now'}
      actions={
        isRemovable(found.element) && <RemoveGeneric domain={domain} item={item} kept={kept} running={running} />
      }
    >
      <Facts
        facts={factsOf(found.element).map(([path, value]) => [
          path,
          <code key={path} className="font-mono text-xs">
            {value}
          </code>,
        ])}
      />
      {pending && <PendingValue now={wordsOf(runningSpec)} next={wordsOf(spec)} />}
      {spec && (
        <DeviceFields
          spec={draft ?? spec}
          onChange={setDraft}
          choices={choices}
          error={text}
          className={glows ? 'glow-once' : ''}
        />
      )}
      {!isRemovable(found.element) && <p className="text-xs text-muted">{t('stays')}</p>}
    </PanelFrame>
  )
}

function RemoveGeneric({ domain, item, kept, running }: PanelProps & { kept: Found | null; running: Found | null }) {
  const element = (running ?? kept)?.element
  const request = (when: WhenChoice) => {
    const input: DeviceRemove = {
      vm: domain.name,
      kind: item.element as DeviceRemove['kind'],
      alias: when === 'next' ? null : (running?.element.find('alias')?.get('name') ?? null),
      number: when === 'now' ? null : (kept?.number ?? null),
    }
    return { input, command: deviceRemoveCommand(input) }
  }
  return (
    <RemoveDevice
      domain={domain}
      item={item}
      operation="device-remove"
      hotplug={element !== undefined && canUnplug(element)}
      request={request}
    />
  )
}

function findNumbered(xml: string | null, id: string): Found | null {
  if (!xml) return null
  const { root } = new XmlDocument(xml)
  const element = findDevice(root, id)
  if (!element) return null
  return { element, number: (root.find('devices')?.elements(element.name).indexOf(element) ?? 0) + 1 }
}

/** A part of the machine, or one that libvirt adds again by itself. */
function isRemovable(element: XmlElement): boolean {
  if (element.name === 'memballoon') return false
  if (element.name === 'input') return element.get('bus') !== 'ps2'
  return !(element.name === 'controller' && /^pcie?-root$/.test(element.get('model') ?? ''))
}

function canUnplug(element: XmlElement): boolean {
  if (element.name === 'hostdev') return true
  const type = element.get('type') ?? ''
  const looks: Record<string, DeviceSpec | undefined> = {
    input: { kind: 'input', type, bus: element.get('bus') ?? 'ps2' },
    controller: { kind: 'controller', type, model: null },
    watchdog: { kind: 'watchdog', model: element.get('model') ?? '', action: '' },
    rng: { kind: 'rng', source: null, rateBytes: null, periodMs: null },
    redirdev: { kind: 'redirdev', type: 'spicevmc' },
    channel: { kind: 'channel', type: 'unix', name: '' },
    vsock: { kind: 'vsock', cid: null },
  }
  const spec = looks[element.name]
  return spec !== undefined && canHotplug(spec)
}

/** Everything that its XML says, but where it sits. */
function factsOf(element: XmlElement, path = ''): [string, string][] {
  const own = element.attributes.map(({ name, value }): [string, string] => [path ? `${path} ${name}` : name, value])
  const inner = element
    .elements()
    .filter(({ name }) => name !== 'alias')
    .flatMap((child) =>
      child.name === 'address'
        ? [['address', addressOf(child)] satisfies [string, string]]
        : factsOf(child, path ? `${path} ${child.name}` : child.name),
    )
  const text =
    element.elements().length === 0 && element.text !== '' ? [[path, element.text] satisfies [string, string]] : []
  return [...own, ...text, ...inner]
}

function addressOf(address: XmlElement): string {
  const { type, ...rest } = Object.fromEntries(address.attributes.map(({ name, value }) => [name, value]))
  if (type !== 'pci') return [type, ...Object.entries(rest).map(([name, value]) => `${name} ${value}`)].join(' ')
  const hex = (value: string | undefined) => (value ?? '').replace('0x', '')
  return `pci ${hex(rest.domain)}:${hex(rest.bus)}:${hex(rest.slot)}.${hex(rest.function)}`
}

function wordsOf(spec: DeviceSpec): string {
  return Object.entries(spec)
    .filter(([key, value]) => key !== 'kind' && value !== null)
    .map(([, value]) => String(value))
    .join(' · ')
}
