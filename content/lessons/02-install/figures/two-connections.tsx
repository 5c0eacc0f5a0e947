import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '同一条 virsh list：连到自己的会话守护进程，还是整台主机的 libvirtd',
    student: 'student 的 shell',
    session: ['qemu:///session', '属于 student 自己的守护进程', '没有虚拟机'],
    system: ['qemu:///system', '以 root 运行的 libvirtd', 'web01 在运行'],
    default: '不指定时，普通用户走这边',
    asked: 'virsh -c qemu:///system',
  },
  en: {
    title: 'The same virsh list: to a daemon of one’s own, or to libvirtd of the whole host',
    student: 'student’s shell',
    session: ['qemu:///session', 'a daemon of student’s own', 'no VM'],
    system: ['qemu:///system', 'libvirtd, run by root', 'web01 is running'],
    default: 'where a plain user ends by default',
    asked: 'virsh -c qemu:///system',
  },
}

export function TwoConnectionsFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 640 236" role="img" aria-label={words.title} className="figure">
      <rect className="fig-box" x="6" y="84" width="150" height="60" rx="8" />
      <text className="fig-text" x="81" y="108" textAnchor="middle" fontSize="13.5" fontWeight="600">
        {words.student}
      </text>
      <text className="fig-code" x="81" y="130" textAnchor="middle" fontSize="13">
        virsh list --all
      </text>
      <path className="fig-line" d="M156 100 C 220 100 220 54 312 54" markerEnd="url(#connections-arrow)" />
      <path className="fig-accent-line" d="M156 128 C 220 128 220 178 312 178" markerEnd="url(#connections-arrow)" />
      <text className="fig-muted" x="206" y="40" textAnchor="middle" fontSize="12">
        {words.default}
      </text>
      <text className="fig-code" x="206" y="206" textAnchor="middle" fontSize="12">
        {words.asked}
      </text>
      {[words.session, words.system].map(([uri, daemon, what], index) => (
        <g key={uri} transform={`translate(318 ${index * 124 + 10})`}>
          <rect className={index === 0 ? 'fig-box' : 'fig-accent-soft'} width="316" height="88" rx="8" />
          <text className="fig-code" x="18" y="28" fontSize="13.5" fontWeight="600">
            {uri}
          </text>
          <text className="fig-text" x="18" y="52" fontSize="13">
            {daemon}
          </text>
          <text className="fig-muted" x="18" y="74" fontSize="13">
            {what}
          </text>
        </g>
      ))}
      <ArrowHead id="connections-arrow" />
    </svg>
  )
}
