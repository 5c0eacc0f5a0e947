import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '三台链接克隆都读 golden.qcow2：各自写过的块在自己文件里，没写过的往下找；改了基础卷，三台一起坏',
    overlay: '写过的块',
    base: '基础卷',
    block: '块',
    ask: '客户机要读第 3、第 5 块',
    here: '第 3 块自己写过：就在这里',
    below: '第 5 块没写过：到下面找',
    danger: '启动 golden、扩容、改名、删除、搬走：三台一起坏',
  },
  en: {
    title:
      'Three linked clones read from golden.qcow2: what a clone has written is in its own file, the rest is found below; change the base and all three break',
    overlay: 'blocks it wrote',
    base: 'the base',
    block: 'block',
    ask: 'the guest reads blocks 3 and 5',
    here: 'it wrote 3 itself: found here',
    below: 'it never wrote 5: look below',
    danger: 'start, resize, rename, delete or move golden: all three break',
  },
}
const overlays = [
  { name: 'test01.qcow2', own: [2, 5] },
  { name: 'test02.qcow2', own: [0] },
  { name: 'test03.qcow2', own: [3, 6] },
]

export function BackingChainFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 268" role="img" aria-label={words.title} className="figure">
      <text className="fig-text" x="16" y="18" fontSize="13" fontWeight="600">
        {words.ask}
      </text>
      {overlays.map(({ name, own }, index) => (
        <g key={name} transform={`translate(${6 + index * 241} 32)`}>
          <rect className={index === 0 ? 'fig-accent-soft' : 'fig-box'} width="226" height="74" rx="9" />
          <text className="fig-code" x="14" y="22" fontSize="12.5">
            {name}
          </text>
          {Array.from({ length: 8 }, (_, block) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
              key={block}
              className={own.includes(block) ? 'fig-accent-fill' : 'fig-hollow'}
              x={14 + block * 25}
              y="34"
              width="21"
              height="26"
              rx="3"
            />
          ))}
          <path className="fig-line" d="M113 76 V166" markerEnd="url(#backing-arrow)" />
        </g>
      ))}
      <text className="fig-on-accent" x="81" y="84" textAnchor="middle" fontSize="12" fontWeight="600">
        3
      </text>
      <text className="fig-muted" x="131" y="84" textAnchor="middle" fontSize="12">
        5
      </text>
      <text className="fig-text" x="134" y="130" fontSize="12.5">
        {words.here}
      </text>
      <text className="fig-text" x="134" y="150" fontSize="12.5">
        {words.below}
      </text>
      <rect className="fig-box" x="6" y="202" width="708" height="60" rx="9" />
      <text className="fig-code" x="20" y="224" fontSize="12.5">
        golden.qcow2
      </text>
      <text className="fig-muted" x="20" y="246" fontSize="12">
        {words.base}
      </text>
      {Array.from({ length: 8 }, (_, block) => (
        <g
          // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
          key={block}
          transform={`translate(${138 + block * 25} 212)`}
        >
          <rect className="fig-accent-fill" width="21" height="26" rx="3" />
          {block === 4 && (
            <text className="fig-on-accent" x="10.5" y="18" textAnchor="middle" fontSize="12" fontWeight="600">
              5
            </text>
          )}
        </g>
      ))}
      <text className="fig-text" x="700" y="254" textAnchor="end" fontSize="12.5" fontWeight="600">
        {words.danger}
      </text>
      <ArrowHead id="backing-arrow" />
    </svg>
  )
}
