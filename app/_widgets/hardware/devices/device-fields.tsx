'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { NumberInput } from '#app/_ui/number-input.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { DeviceChoices } from '#lib/labs/devices/device-choices.ts'
import type { DeviceSpec } from '#lib/virt/xml/device-spec.ts'

export interface DeviceFieldsProps {
  spec: DeviceSpec
  onChange: (spec: DeviceSpec) => void
  choices: DeviceChoices
  /** Sentence at a field. */
  error: (field: string) => string | undefined
  /** Class of its controls: they glow when the terminal changed it. */
  className?: string
}

/** What can be chosen of a device: the same to add one and to change one. */
export function DeviceFields({ spec, onChange, choices, error, className }: DeviceFieldsProps) {
  const t = useTranslations('devices.field')
  const row = (field: string, control: ReactNode, hint?: string) => (
    <Field key={field} label={t(field)} layout="beside" error={error(field)} hint={hint}>
      {control}
    </Field>
  )
  const choice = (field: string, value: string, options: readonly string[], set: (value: string) => DeviceSpec) =>
    row(
      field,
      <Select
        value={value}
        className={className}
        onValueChange={(next) => onChange(set(next))}
        options={withCurrent(options, value).map((option) => ({
          value: option,
          label: t.has(`word.${option}`) ? t(`word.${option}`) : option,
        }))}
      />,
      t.has(`hint.${spec.kind}-${field}`) ? t(`hint.${spec.kind}-${field}`) : undefined,
    )
  const text = (field: string, value: string, set: (value: string) => DeviceSpec) =>
    row(
      field,
      <TextInput mono value={value} className={className} onValueChange={(next) => onChange(set(next))} />,
      t.has(`hint.${spec.kind}-${field}`) ? t(`hint.${spec.kind}-${field}`) : undefined,
    )
  const number = (field: string, value: number | null, set: (value: number | null) => DeviceSpec, unit?: string) =>
    row(
      field,
      <NumberInput
        value={value}
        min={1}
        unit={unit}
        className={className}
        onValueChange={(next) => onChange(set(next))}
      />,
    )

  switch (spec.kind) {
    case 'sound':
      return choice('model', spec.model, ['ich9', 'ich6', 'ac97', 'usb'], (model) => ({ ...spec, model }))
    case 'video':
      return choice('model', spec.model, choices.videoModels, (model) => ({ ...spec, model }))
    case 'memballoon':
      return choice('model', spec.model, ['virtio', 'none'], (model) => ({ ...spec, model }))
    case 'panic':
      return choice('model', spec.model, choices.panicModels, (model) => ({ ...spec, model }))
    case 'watchdog':
      return (
        <>
          {choice('model', spec.model, ['i6300esb', choices.q35 ? 'itco' : 'ib700'], (model) => ({ ...spec, model }))}
          {choice('action', spec.action, ['reset', 'shutdown', 'poweroff', 'pause', 'none'], (action) => ({
            ...spec,
            action,
          }))}
        </>
      )
    case 'input':
      return choice(
        'type',
        `${spec.type}-${spec.bus}`,
        ['tablet-usb', 'mouse-usb', 'keyboard-usb', 'tablet-virtio', 'mouse-virtio', 'keyboard-virtio'],
        (both) => {
          const [type = '', bus = ''] = both.split('-')
          return { ...spec, type, bus }
        },
      )
    case 'controller':
      return (
        <>
          {choice('type', spec.type, ['scsi', 'virtio-serial', 'usb', ...(choices.q35 ? ['pci'] : [])], (type) => ({
            ...spec,
            type,
            model: controllerModels(type, choices)[0] ?? null,
          }))}
          {controllerModels(spec.type, choices).length > 0 &&
            choice('model', spec.model ?? '', controllerModels(spec.type, choices), (model) => ({ ...spec, model }))}
        </>
      )
    case 'rng':
      return (
        <>
          {choice(
            'source',
            spec.source ?? 'builtin',
            ['/dev/urandom', '/dev/random', '/dev/hwrng', 'builtin'],
            (source) => ({
              ...spec,
              source: source === 'builtin' ? null : source,
            }),
          )}
          {number('rateBytes', spec.rateBytes, (rateBytes) => ({
            ...spec,
            rateBytes,
            periodMs: rateBytes === null ? null : spec.periodMs,
          }))}
          {spec.rateBytes !== null && number('periodMs', spec.periodMs, (periodMs) => ({ ...spec, periodMs }), 'ms')}
        </>
      )
    case 'tpm':
      return (
        <>
          {choice('backend', spec.backend, ['emulator', 'passthrough'], (backend) =>
            backend === 'emulator'
              ? { kind: 'tpm', backend, model: spec.model, version: '2.0' }
              : { kind: 'tpm', backend: 'passthrough', model: spec.model, path: '/dev/tpm0' },
          )}
          {choice('model', spec.model, choices.tpmModels, (model) => ({ ...spec, model }))}
          {spec.backend === 'emulator'
            ? choice('version', spec.version, ['2.0', '1.2'], (version) => ({ ...spec, version }))
            : text('path', spec.path, (path) => ({ ...spec, path }))}
        </>
      )
    case 'redirdev':
      return (
        <>
          {choice('type', spec.type, ['spicevmc', 'tcp'], (type) =>
            type === 'tcp'
              ? { kind: 'redirdev', type, host: 'localhost', port: 4000 }
              : { kind: 'redirdev', type: 'spicevmc' },
          )}
          {spec.type === 'tcp' && (
            <>
              {text('host', spec.host, (host) => ({ ...spec, host }))}
              {number('port', spec.port, (port) => ({ ...spec, port: port ?? 0 }))}
            </>
          )}
        </>
      )
    case 'serial':
    case 'parallel':
      return (
        <>
          {choice('type', spec.type, ['pty', 'file'], (type) =>
            type === 'file'
              ? { kind: spec.kind, type, path: `/var/log/${spec.kind}.log` }
              : { kind: spec.kind, type: 'pty' },
          )}
          {spec.type === 'file' && text('path', spec.path, (path) => ({ ...spec, path }))}
        </>
      )
    case 'channel':
      return (
        <>
          {choice('type', spec.type, ['unix', 'spicevmc', 'qemu-vdagent'], (type) => {
            const known = type as 'unix' | 'spicevmc' | 'qemu-vdagent'
            return { ...spec, type: known, name: known === 'unix' ? 'org.qemu.guest_agent.0' : 'com.redhat.spice.0' }
          })}
          {text('name', spec.name, (name) => ({ ...spec, name }))}
        </>
      )
    case 'filesystem':
      return (
        <>
          {choice('driver', spec.driver, choices.filesystemDrivers, (driver) =>
            driver === 'virtiofs'
              ? { ...spec, driver, access: 'passthrough' }
              : { ...spec, driver: 'path', access: 'mapped' },
          )}
          {spec.driver === 'path' &&
            choice('access', spec.access, ['mapped', 'passthrough', 'squash'], (access) => ({ ...spec, access }))}
          {text('source', spec.source, (source) => ({ ...spec, source }))}
          {text('target', spec.target, (target) => ({ ...spec, target }))}
          {row(
            'readonly',
            <Checkbox
              checked={spec.readonly}
              onCheckedChange={(readonly) => onChange({ ...spec, readonly })}
              label={t('readonlyShare')}
            />,
          )}
        </>
      )
    case 'vsock':
      return number('cid', spec.cid, (cid) => ({ ...spec, cid }))
    case 'console':
      return null
  }
}

function controllerModels(type: string, { q35 }: DeviceChoices): string[] {
  switch (type) {
    case 'scsi':
      return ['virtio-scsi', 'lsilogic']
    case 'usb':
      return q35 ? ['qemu-xhci', 'ich9-ehci1'] : ['qemu-xhci', 'ich9-ehci1', 'piix3-uhci']
    case 'pci':
      return ['pcie-root-port', 'pcie-to-pci-bridge']
    default:
      return []
  }
}

function withCurrent(options: readonly string[], current: string): readonly string[] {
  return current === '' || options.includes(current) ? options : [...options, current]
}
