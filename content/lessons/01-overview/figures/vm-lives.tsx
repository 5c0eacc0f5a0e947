import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '虚拟机的几种状态：define 存下定义，start 启动，停止后回到已关闭；create 直接启动，停止后就不存在了',
    unknown: ['libvirt 不知道它', '只有 XML 和磁盘文件'],
    off: ['已关闭', '定义已保存'],
    running: ['运行中', '定义已保存（持久）'],
    transient: ['运行中', '没有定义（临时）'],
    keep: '当场留住',
  },
  en: {
    title:
      'States of a VM: define keeps its definition, start starts it, and stopped it is shut off; create starts it at once, and stopped it is gone',
    unknown: ['unknown to libvirt', 'its XML and disks are files'],
    off: ['shut off', 'definition kept'],
    running: ['running', 'kept: persistent'],
    transient: ['running', 'not kept: transient'],
    keep: 'kept as it runs',
  },
}

export function VmLivesFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 268" role="img" aria-label={words.title} className="figure">
      <State at={[6, 104]} width={190} className="fig-hollow" words={words.unknown} />
      <State at={[300, 24]} width={136} className="fig-accent-soft" words={words.off} />
      <State at={[560, 24]} width={154} className="fig-accent-soft" words={words.running} />
      <State at={[560, 182]} width={154} className="fig-box" words={words.transient} />
      <path className="fig-accent-line" d="M110 102 C 110 62 200 54 294 54" markerEnd="url(#lives-arrow)" />
      <text className="fig-code" x="196" y="44" textAnchor="middle" fontSize="13">
        define
      </text>
      <path className="fig-accent-line" d="M438 44 H 554" markerEnd="url(#lives-arrow)" />
      <text className="fig-code" x="497" y="35" textAnchor="middle" fontSize="13">
        start
      </text>
      <path className="fig-line" d="M558 66 H 442" markerEnd="url(#lives-arrow)" />
      <text className="fig-code" x="497" y="86" textAnchor="middle" fontSize="12">
        shutdown
      </text>
      <text className="fig-code" x="497" y="102" textAnchor="middle" fontSize="12">
        destroy
      </text>
      <path className="fig-accent-line" d="M110 168 C 110 200 200 202 554 202" markerEnd="url(#lives-arrow)" />
      <text className="fig-code" x="350" y="194" textAnchor="middle" fontSize="13">
        create
      </text>
      <path className="fig-line" d="M558 226 C 180 226 70 226 70 172" markerEnd="url(#lives-arrow)" />
      <text className="fig-code" x="350" y="246" textAnchor="middle" fontSize="12">
        shutdown, destroy
      </text>
      <path className="fig-accent-line" d="M637 180 V 90" markerEnd="url(#lives-arrow)" />
      <text className="fig-code" x="628" y="132" textAnchor="end" fontSize="12">
        dumpxml | define
      </text>
      <text className="fig-muted" x="628" y="150" textAnchor="end" fontSize="12">
        {words.keep}
      </text>
      <ArrowHead id="lives-arrow" />
    </svg>
  )
}

interface StateProps {
  at: [number, number]
  width: number
  className: string
  words: string[]
}

function State({ at: [x, y], width, className, words: [name, note] }: StateProps) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className={className} width={width} height="62" rx="8" />
      <text className="fig-text" x={width / 2} y="27" textAnchor="middle" fontSize="14" fontWeight="600">
        {name}
      </text>
      <text className="fig-muted" x={width / 2} y="48" textAnchor="middle" fontSize="12">
        {note}
      </text>
    </g>
  )
}
