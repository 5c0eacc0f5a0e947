import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '“改名”的三步：克隆成新名字，让虚拟机指向新的，删掉旧的',
    steps: [
      ['1 克隆', 'vol-clone'],
      ['2 改指向', 'virt-xml --edit'],
      ['3 删旧的', 'vol-delete'],
    ],
    undo: ['失败：删掉副本', '失败：指回旧的', '过了这一步，就退不回来了'],
    vm: 'app01',
  },
  en: {
    title: 'The three steps of a “rename”: clone under the new name, point the VM at it, delete the old one',
    steps: [
      ['1 clone', 'vol-clone'],
      ['2 re-point', 'virt-xml --edit'],
      ['3 delete', 'vol-delete'],
    ],
    undo: ['failed? delete the copy', 'failed? point it back', 'no way back from here'],
    vm: 'app01',
  },
}

export function RenameStepsFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 236" role="img" aria-label={words.title} className="figure">
      {words.steps.map(([name, command], index) => {
        const moved = index > 0
        return (
          <g key={name} transform={`translate(${6 + index * 240} 0)`}>
            <text className="fig-text" x="0" y="18" fontSize="13.5" fontWeight="600">
              {name}
            </text>
            <text className="fig-code" x="228" y="18" textAnchor="end" fontSize="12">
              {command}
            </text>
            <rect className="fig-box" y="28" width="228" height="168" rx="10" />
            <rect className="fig-soft" x="74" y="42" width="80" height="34" rx="7" />
            <text className="fig-text" x="114" y="64" textAnchor="middle" fontSize="13" fontWeight="600">
              {words.vm}
            </text>
            <rect className={index === 2 ? 'fig-hollow' : 'fig-soft'} x="10" y="134" width="114" height="46" rx="7" />
            <text
              className={index === 2 ? 'fig-muted' : 'fig-text'}
              x="67"
              y="161"
              textAnchor="middle"
              fontSize="11.5"
              textDecoration={index === 2 ? 'line-through' : undefined}
            >
              new-final-v2.qcow2
            </text>
            <rect className="fig-accent-soft" x="132" y="134" width="86" height="46" rx="7" />
            <text className="fig-code" x="175" y="161" textAnchor="middle" fontSize="11">
              app01.qcow2
            </text>
            <path
              className={moved ? 'fig-accent-line' : 'fig-line'}
              d={moved ? 'M124 78 L170 128' : 'M104 78 L70 128'}
              markerEnd={moved ? 'url(#rename-accent)' : 'url(#rename-arrow)'}
            />
            <text className="fig-muted" x="114" y="219" textAnchor="middle" fontSize="12">
              {words.undo[index]}
            </text>
          </g>
        )
      })}
      <ArrowHead id="rename-arrow" />
      <ArrowHead id="rename-accent" accent />
    </svg>
  )
}
