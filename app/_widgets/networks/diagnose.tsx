'use client'

import { CircleAlert, CircleCheck, CircleHelp, Stethoscope } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Progress } from '#app/_ui/progress.tsx'
import { Select } from '#app/_ui/select.tsx'
import type { WireError } from '#lib/gateway/protocol.ts'
import { type CheckResult, type NetworkCheck, networkChecks } from '#lib/virt/commands/network-diagnosis.ts'
import { useLabId } from '../live-state/live-state.tsx'
import { useErrorText } from '../operation/use-error-text.ts'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useOperation } from '../operation/use-operation.ts'
import { diagnose } from './actions.ts'
import { type NetworkView, type PluggedNic, plugOf } from './use-networks.ts'

const looks = {
  ok: { icon: CircleCheck, ink: 'text-good' },
  bad: { icon: CircleAlert, ink: 'text-bad' },
  unknown: { icon: CircleHelp, ink: 'text-muted' },
}

/** For a VM without an address or without a way out: the checks one would type, one after the other, with what they mean. */
export function Diagnose({ networks }: { networks: NetworkView[] }) {
  const t = useTranslations('networks.diagnose')
  const errorText = useErrorText()
  const labId = useLabId()
  const nics = networks.flatMap((network) => network.nics.map((one) => ({ ...one, network })))
  const [chosen, setChosen] = useState<string | null>(null)
  const [results, setResults] = useState<CheckResult[]>([])
  const [error, setError] = useState<WireError | null>(null)
  const [running, setRunning] = useState(false)
  const round = useRef(0)
  useEffect(() => () => void round.current++, [])
  const nic = nics.find((one) => one.nic.mac === chosen) ?? nics.find(({ vm }) => vm.id !== null) ?? nics[0] ?? null

  const run = async () => {
    if (!nic) return
    const own = ++round.current
    setResults([])
    setError(null)
    setRunning(true)
    for (const check of networkChecks) {
      const answer = await diagnose({ labId, vm: nic.vm.name, mac: nic.nic.mac, check })
      if (round.current !== own) return
      if ('error' in answer) {
        setError(answer.error)
        break
      }
      setResults((before) => [...before, answer.result])
    }
    setRunning(false)
  }
  const cancel = () => {
    round.current++
    setRunning(false)
  }
  const bad = results.filter(({ verdict }) => verdict === 'bad').length
  return (
    <section aria-label={t('title')} data-testid="diagnose" className="space-y-2 border-t border-line p-3">
      <h3 className="flex items-center gap-1.5 text-sm font-semibold">
        <Stethoscope size={15} aria-hidden />
        {t('title')}
      </h3>
      {nic ? (
        <div className="flex flex-wrap items-end gap-2">
          <Field label={t('nic')} className="min-w-64">
            <Select
              value={nic.nic.mac}
              options={nics.map((one) => ({
                value: one.nic.mac,
                label: `${one.vm.name} · ${one.network.name} · ${one.nic.mac}`,
              }))}
              onValueChange={(mac) => {
                cancel()
                setResults([])
                setChosen(mac)
              }}
            />
          </Field>
          {running ? (
            <Button className="mb-1" onClick={cancel}>
              {t('cancel')}
            </Button>
          ) : (
            <Button className="mb-1" onClick={() => void run()}>
              {t('run')}
            </Button>
          )}
        </div>
      ) : (
        <p className="text-sm text-muted">{t('none')}</p>
      )}
      {running && <Progress value={results.length / networkChecks.length} label={t('progress')} />}
      {error && <Callout kind="error" title={errorText(error)} />}
      {nic && results.length > 0 && (
        <ol className="divide-y divide-line">
          {results.map((result) => (
            <Row key={result.check} result={result} nic={nic} network={nic.network} again={() => void run()} />
          ))}
        </ol>
      )}
      <p role="status" className="text-sm">
        {!running && results.length === networkChecks.length && (bad === 0 ? t('allWell') : t('found', { count: bad }))}
      </p>
    </section>
  )
}

interface RowProps {
  result: CheckResult
  nic: PluggedNic
  network: NetworkView
  again: () => void
}

function Row({ result, nic, network, again }: RowProps) {
  const t = useTranslations('networks.diagnose')
  const { check, verdict, command, output } = result
  const { icon: Icon, ink } = looks[verdict]
  return (
    <li className="py-1.5" data-testid={`check-${check}`} data-verdict={verdict}>
      <div className="flex items-start gap-2 text-sm">
        <Icon size={15} className={`mt-0.5 shrink-0 ${ink}`} aria-hidden />
        <div className="min-w-0 flex-1 space-y-1">
          <div className="flex flex-wrap gap-x-2">
            <span className="font-medium">{t(`check.${check}.title`)}</span>
            <span className={ink}>{t(`verdict.${verdict}`)}</span>
          </div>
          {verdict === 'bad' && <p>{t(`check.${check}.next`)}</p>}
          {verdict === 'bad' && <Fix check={check} nic={nic} network={network} again={again} />}
          {command ? (
            <details className="text-xs" open={verdict !== 'ok'}>
              <summary className="text-muted">
                {t('how')} <code>{command}</code>
              </summary>
              <div className="mt-1 flex items-start gap-1 rounded-sm bg-sunken pl-2.5">
                <pre className="min-w-0 flex-1 py-1.5 break-words whitespace-pre-wrap">
                  {output || t('printedNothing')}
                </pre>
                <CopyButton text={command} />
              </div>
            </details>
          ) : (
            <p className="text-xs text-muted">{t('notAsked')}</p>
          )}
        </div>
      </div>
    </li>
  )
}

function Fix({ check, nic, network, again }: Omit<RowProps, 'result'> & { check: NetworkCheck }): ReactNode {
  const t = useTranslations('networks.diagnose.fix')
  const start = useOperation('network-start')
  const link = useOperation('nic-link')
  const plugIn = useOperation('network-plug')
  const autostart = useOperation('network-autostart')
  const plug = plugOf(network)
  const { name } = network
  const fixes: Partial<
    Record<NetworkCheck, [typeof start | typeof link | typeof plugIn | typeof autostart, () => Promise<boolean>]>
  > = {
    active: [start, () => start.run({ network: name, plug })],
    autostart: [autostart, () => autostart.run({ network: name, autostart: true })],
    link: [
      link,
      () =>
        link.run({ vm: nic.vm.name, mac: nic.nic.mac, up: true, live: nic.vm.id !== null, config: nic.vm.persistent }),
    ],
    ...(plug ? { plugged: [plugIn, () => plugIn.run({ network: name, plug })] } : {}),
  }
  const fix = fixes[check]
  if (!fix) return null
  const [operation, run] = fix
  return (
    <>
      <Button busy={operation.busy} onClick={async () => (await run()) && again()}>
        {t(check)}
      </Button>
      <OperationFeedback operation={operation} />
    </>
  )
}
