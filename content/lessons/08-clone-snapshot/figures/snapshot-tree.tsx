import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '恢复到 configured 再建新快照，树上就长出第二个分支；upgrade-2.0 还在，只是不在当前这条路上',
    before: '出了问题',
    reverted: 'snapshot-revert app01 configured',
    branch: '再建一个快照',
    here: '你在这里',
    next: '新的尝试',
  },
  en: {
    title:
      'Revert to configured and take another snapshot: the tree gets a second branch; upgrade-2.0 remains, off the present path',
    before: 'it went wrong',
    reverted: 'snapshot-revert app01 configured',
    branch: 'and one more snapshot',
    here: 'you are here',
    next: 'next try',
  },
}

function Node({ x, y, name, current, here }: { x: number; y: number; name: string; current?: boolean; here: string }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className={current ? 'fig-accent-fill' : 'fig-box'} width="112" height="34" rx="8" />
      <text
        className={current ? 'fig-on-accent' : 'fig-text'}
        x="56"
        y="22"
        textAnchor="middle"
        fontSize="12.5"
        fontFamily="var(--font-mono)"
      >
        {name}
      </text>
      {current && (
        <text className="fig-text" x="56" y="52" textAnchor="middle" fontSize="12" fontWeight="600">
          {`↑ ${here}`}
        </text>
      )}
    </g>
  )
}

export function SnapshotTreeFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  const titles = [words.before, words.reverted, words.branch]
  return (
    <svg viewBox="0 0 720 244" role="img" aria-label={words.title} className="figure">
      {titles.map((title, step) => {
        return (
          <g key={title} transform={`translate(${[0, 216, 446][step]} 0)`}>
            <text
              className={step === 1 ? 'fig-code' : 'fig-text'}
              x={step === 2 ? 130 : 92}
              y="18"
              textAnchor="middle"
              fontSize={step === 1 ? 11.5 : 13}
              fontWeight={step === 1 ? 400 : 600}
            >
              {title}
            </text>
            <path className="fig-line" d={`M92 68 V96 M92 ${step === 1 ? 156 : 134} V${step === 2 ? 148 : 172}`} />
            {step === 2 && <path className="fig-line" d="M92 148 H62 V172 M92 148 H198 V172" />}
            <Node x={36} y={34} name="installed" here={words.here} />
            <Node x={36} y={98} name="configured" current={step === 1} here={words.here} />
            <Node x={step === 2 ? 6 : 36} y={174} name="upgrade-2.0" current={step === 0} here={words.here} />
            {step === 2 && <Node x={142} y={174} name={words.next} current here={words.here} />}
          </g>
        )
      })}
      <path className="fig-accent-line" d="M178 115 H218" markerEnd="url(#tree-accent)" />
      <path className="fig-accent-line" d="M398 115 H452" markerEnd="url(#tree-accent)" />
      <ArrowHead id="tree-accent" accent />
    </svg>
  )
}
