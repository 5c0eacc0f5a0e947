'use client'

import { EthernetPort } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { checkNicEdit } from '#lib/virt/commands/check-nic.ts'
import { nicDetachCommand, nicEditCommand, nicLinkCommand } from '#lib/virt/commands/device-commands.ts'
import type { NicDetach, NicEdit, NicLink } from '#lib/virt/commands/device-input.ts'
import { type NicDevice, type NicSource, readNics } from '#lib/virt/xml/device-interface.ts'
import { useValueGlow } from '../../live-state/live-state.tsx'
import { useOperation } from '../../operation/use-operation.ts'
import { useDeviceChoices, useSurroundings } from '../add-hardware/use-device-choices.ts'
import { PanelFrame, PendingValue } from '../device-panel.tsx'
import { Facts } from '../devices/facts.tsx'
import { useFieldText } from '../devices/field-text.ts'
import { MacField, NicModelField, NicSourceField } from '../devices/nic-fields.tsx'
import { RemoveDevice } from '../devices/remove-device.tsx'
import type { WhenChoice } from '../devices/when-field.tsx'
import type { PanelProps } from '../panels.tsx'

const fields = ['source', 'model', 'mac', 'newMac', 'live']

interface Draft {
  source?: NicSource
  model?: string
  mac?: string
  up?: boolean
}

export function NicPanel({ domain, item }: PanelProps) {
  const t = useTranslations('devices.nic')
  const names = useTranslations('hardware.device')
  const choices = useDeviceChoices(domain)
  const around = useSurroundings(domain, choices)
  const [draft, setDraft] = useState<Draft>({})
  const edit = useOperation('nic-edit')
  const link = useOperation('nic-link')
  const mac = item.id.slice('interface:'.length)
  const find = (xml: string | null) => (xml ? (readNics(xml).find((nic) => nic.mac === mac) ?? null) : null)
  const [kept, running] = [find(domain.inactiveXml), find(domain.liveXml)]
  const nic = kept ?? running
  const glow = useNicGlow(domain.uuid, nic, running)
  const edits = kept ? editsOf(domain.name, kept, running, draft) : []
  const errors = edits.flatMap((one) => checkNicEdit(one, around))
  const text = useFieldText(errors, edit.error)
  if (!nic) return null

  const up = (running ?? nic).link === 'up'
  const linkChange: NicLink | null =
    draft.up === undefined || (draft.up === up && (!kept || (kept.link === 'up') === draft.up))
      ? null
      : { vm: domain.name, mac, up: draft.up, live: running !== null, config: kept !== null }
  const command = [...(linkChange ? nicLinkCommand(linkChange) : []), ...edits.flatMap(nicEditCommand)]
  const apply = async () => {
    if (linkChange && !(await link.run(linkChange))) return
    for (const one of edits) if (!(await edit.run(one))) return
    setDraft({})
  }
  const change = (next: Draft) => setDraft((now) => ({ ...now, ...next }))
  const addresses = domain.interfaces.find((one) => one.mac === mac)?.addresses ?? []
  const source = draft.source ?? sourceOf(nic)
  return (
    <PanelFrame
      title={names(item.label.key, item.label.params)}
      icon={<EthernetPort size={16} aria-hidden />}
      dirty={command.length > 0}
      command={errors.length === 0 && command.length > 0 ? command : null}
      operation={{
        ...edit,
        busy: edit.busy || link.busy,
        error: link.error ?? edit.error,
        clearError: () => {
          link.clearError()
          edit.clearError()
        },
      }}
      fields={fields}
      onApply={() => void apply()}
      onRevert={() => setDraft({})}
      takesEffect={
        running
          ? edits.some(({ live }) => !live)
            ? linkChange || edits.some(({ live }) => live)
              ? 'both'
              : 'next'
            : 'now'
          : 'now'
      }
      pending={!kept && <Callout kind="info">{t('onlyNow')}</Callout>}
      actions={<RemoveNic domain={domain} item={item} running={running} kept={kept} />}
    >
      {source ? (
        <NicSourceField
          value={source}
          onChange={(next) => change({ source: next })}
          networks={around.networks}
          choices={choices}
          error={text('source')}
          disabled={!kept}
          className={glow.source}
        />
      ) : (
        <Facts facts={[[t('source'), `${nic.type} ${nic.source ?? ''}`]]} />
      )}
      <Pending running={running} kept={kept} />
      <NicModelField
        value={draft.model ?? nic.model ?? ''}
        onChange={(model) => change({ model })}
        models={choices.nicModels}
        error={text('model')}
        disabled={!kept}
        className={glow.model}
      />
      <MacField
        value={draft.mac ?? nic.mac}
        onChange={(next) => change({ mac: next })}
        error={text('newMac') ?? text('mac')}
        hint={running ? t('macNextStart') : undefined}
        disabled={!kept}
      />
      <Field label={t('link')} layout="beside">
        <Checkbox
          checked={draft.up ?? up}
          onCheckedChange={(next) => change({ up: next })}
          label={(draft.up ?? up) ? t('linkUp') : t('linkDown')}
          note={t('linkNote')}
          className={glow.link}
        />
      </Field>
      <Facts
        facts={[
          [t('address'), addresses.map(({ address, prefix }) => `${address}/${prefix}`).join(', ')],
          [t('hostDevice'), running?.hostDevice && <code className="font-mono text-xs">{running.hostDevice}</code>],
        ]}
      />
    </PanelFrame>
  )
}

/** What can change while it runs, and what waits: each its own line. */
function editsOf(vm: string, kept: NicDevice, running: NicDevice | null, draft: Draft): NicEdit[] {
  const before = sourceOf(kept)
  const source = draft.source && JSON.stringify(draft.source) !== JSON.stringify(before) ? draft.source : undefined
  const model = draft.model !== undefined && draft.model !== kept.model ? draft.model : undefined
  const newMac = draft.mac !== undefined && draft.mac !== kept.mac ? draft.mac : undefined
  const now = Boolean(source && running && source.type !== 'direct' && running.type !== 'direct')
  const waits = { ...(now ? {} : { source }), model, newMac }
  return [
    ...(now && source ? [{ vm, mac: kept.mac, source, live: true, config: true }] : []),
    ...(Object.values(waits).some((value) => value !== undefined)
      ? [{ vm, mac: kept.mac, ...waits, live: false, config: true }]
      : []),
  ]
}

function sourceOf({ type, source, mode }: NicDevice): NicSource | null {
  if (type === 'network' || type === 'bridge') return { type, name: source ?? '' }
  if (type !== 'direct') return null
  return { type, name: source ?? '', mode: (mode ?? 'vepa') as Extract<NicSource, { type: 'direct' }>['mode'] }
}

function Pending({ running, kept }: { running: NicDevice | null; kept: NicDevice | null }) {
  if (!running || !kept) return null
  const words = (nic: NicDevice) => `${nic.type} ${nic.source ?? ''} · ${nic.model ?? ''} · ${nic.link}`
  return words(running) === words(kept) ? null : <PendingValue now={words(running)} next={words(kept)} />
}

function useNicGlow(uuid: string, nic: NicDevice | null, running: NicDevice | null) {
  const source = useValueGlow(uuid, `${nic?.type} ${nic?.source} ${nic?.mode}`)
  const model = useValueGlow(uuid, String(nic?.model))
  const link = useValueGlow(uuid, String((running ?? nic)?.link))
  const look = (glows: boolean) => (glows ? 'glow-once' : '')
  return { source: look(source), model: look(model), link: look(link) }
}

function RemoveNic({
  domain,
  item,
  running,
  kept,
}: PanelProps & { running: NicDevice | null; kept: NicDevice | null }) {
  const request = (when: WhenChoice) => {
    const types: NicDetach['types'] = {
      ...(when !== 'next' && running ? { live: running.type } : {}),
      ...(when !== 'now' && kept ? { config: kept.type } : {}),
    }
    const input: NicDetach = { vm: domain.name, mac: (kept ?? running)?.mac ?? '', types }
    return { input, command: nicDetachCommand(input) }
  }
  return <RemoveDevice domain={domain} item={item} operation="nic-detach" hotplug request={request} />
}
