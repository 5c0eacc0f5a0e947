import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '两份定义：正在运行的一份和保存的一份，三种改法各改到哪里，保存的一份什么时候换上',
    live: '正在运行',
    saved: '已保存',
    liveCommand: 'virsh dumpxml',
    savedCommand: 'virsh dumpxml --inactive',
    fates: ['立刻变，关机就没了', '立刻变，以后也是', '现在不变，下次开机才变'],
    swap: ['关机后再开机：', '整份换上'],
    reboot: ['客户机里重启：', 'QEMU 没换，不变'],
    pending: '两份不一样 = 有更改在等',
  },
  en: {
    title:
      'Two definitions, the one that runs and the one that is saved: what each way of changing reaches, and when they meet',
    live: 'running',
    saved: 'saved',
    liveCommand: 'virsh dumpxml',
    savedCommand: 'virsh dumpxml --inactive',
    fates: ['now, gone at shutdown', 'now, and it stays', 'not now: at next start'],
    swap: ['Shut down, start:', 'saved becomes running'],
    reboot: ['Reboot in the guest:', 'same QEMU, no change'],
    pending: 'they differ: a change waits',
  },
}

const ways = ['--live', '--live --config', '--config']

export function LiveAndSavedFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 258" role="img" aria-label={words.title} className="figure">
      {ways.map((way, index) => (
        <g key={way} transform={`translate(8 ${16 + index * 82})`}>
          <rect className="fig-soft" width="172" height="58" rx="8" />
          <text className="fig-code" x="14" y="24" fontSize="13" fontWeight="600">
            {way}
          </text>
          <text className="fig-muted" x="14" y="45" fontSize="12">
            {words.fates[index]}
          </text>
        </g>
      ))}
      <path className="fig-line" d="M180 209 H 238" markerEnd="url(#saved-arrow)" />
      <path className="fig-line" d="M180 45 H 238" markerEnd="url(#saved-arrow)" />
      <path className="fig-line" d="M180 118 L 238 72" markerEnd="url(#saved-arrow)" />
      <path className="fig-line" d="M180 134 L 238 182" markerEnd="url(#saved-arrow)" />
      <rect className="fig-accent-soft" x="242" y="20" width="204" height="72" rx="9" />
      <text className="fig-text" x="344" y="50" textAnchor="middle" fontSize="14" fontWeight="600">
        {words.live}
      </text>
      <text className="fig-code" x="344" y="75" textAnchor="middle" fontSize="12.5">
        {words.liveCommand}
      </text>
      <rect className="fig-box" x="242" y="162" width="204" height="72" rx="9" />
      <text className="fig-text" x="344" y="192" textAnchor="middle" fontSize="14" fontWeight="600">
        {words.saved}
      </text>
      <text className="fig-code" x="344" y="217" textAnchor="middle" fontSize="12.5">
        {words.savedCommand}
      </text>
      <path className="fig-dash" d="M344 94 V 160" />
      <text className="fig-muted" x="354" y="131" fontSize="12">
        {words.pending}
      </text>
      <path
        className="fig-accent-line"
        d="M446 206 H 528 Q 546 206 546 188 V 74 Q 546 56 528 56 H 452"
        markerEnd="url(#saved-start)"
      />
      {words.swap.map((line, index) => (
        <text key={line} className="fig-text" x="558" y={118 + index * 18 + 34} fontSize="12">
          {line}
        </text>
      ))}
      {words.reboot.map((line, index) => (
        <text key={line} className="fig-muted" x="558" y={36 + index * 18} fontSize="12">
          {line}
        </text>
      ))}
      <ArrowHead id="saved-arrow" />
      <ArrowHead id="saved-start" accent />
    </svg>
  )
}
