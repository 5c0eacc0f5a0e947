import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '远程管理的两种办法：把窗口画面传过来，或者只传 libvirt 的调用',
    rows: [
      { name: 'ssh -X', local: '只有 X 服务器', wire: '每一笔窗口画面', remote: 'virt-manager + libvirtd' },
      { name: 'qemu+ssh://', local: 'virt-manager', wire: 'libvirt 的调用和事件', remote: '只需 libvirtd' },
    ],
    here: '你的电脑',
    there: '服务器',
  },
  en: {
    title: 'Two ways to manage a remote host: send the window’s drawing, or only libvirt’s calls',
    rows: [
      {
        name: 'ssh -X',
        local: 'an X server only',
        wire: 'every stroke of the window',
        remote: 'virt-manager + libvirtd',
      },
      { name: 'qemu+ssh://', local: 'virt-manager', wire: 'libvirt’s calls and events', remote: 'libvirtd is enough' },
    ],
    here: 'your computer',
    there: 'the server',
  },
}

export function RemoteFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 640 190" role="img" aria-label={words.title} className="figure">
      <text className="fig-muted" x="190" y="18" textAnchor="middle" fontSize="12.5">
        {words.here}
      </text>
      <text className="fig-muted" x="546" y="18" textAnchor="middle" fontSize="12.5">
        {words.there}
      </text>
      {words.rows.map((row, index) => {
        const y = index * 84 + 32
        return (
          <g key={row.name} transform={`translate(0 ${y})`}>
            <text className="fig-code" x="4" y="35" fontSize="13" fontWeight="600">
              {row.name}
            </text>
            <rect className={index === 1 ? 'fig-accent-soft' : 'fig-box'} x="112" width="156" height="58" rx="8" />
            <text className="fig-text" x="190" y="34" textAnchor="middle" fontSize="13">
              {row.local}
            </text>
            <path
              className={index === 1 ? 'fig-accent-line' : 'fig-line'}
              d="M270 29 H 452"
              markerEnd="url(#remote-arrow)"
              strokeWidth={index === 0 ? 5 : undefined}
            />
            <text className="fig-muted" x="362" y="18" textAnchor="middle" fontSize="11.5">
              {row.wire}
            </text>
            <rect className="fig-box" x="460" width="174" height="58" rx="8" />
            <text className="fig-text" x="547" y="34" textAnchor="middle" fontSize="13">
              {row.remote}
            </text>
          </g>
        )
      })}
      <ArrowHead id="remote-arrow" />
    </svg>
  )
}
