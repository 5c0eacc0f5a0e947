import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '建一台虚拟机的七步：装好工具、有权限、选介质、选系统、分资源、放磁盘、完成，以及每一步最常见的疏忽',
    steps: [
      ['软件', '装好工具', '服务没启动'],
      ['权限', '进 libvirt 组', '列表是空的'],
      ['介质', '四种方式选一种', '路径 QEMU 读不到'],
      ['系统', '认出或手选', '选 generic，设备慢'],
      ['资源', '给宿主机留余量', '分得太满'],
      ['磁盘', 'qcow2，按需增长', '答应的多过有的'],
      ['完成', '名称、网络', '装完停在关闭'],
    ],
    slip: '常见疏忽',
  },
  en: {
    title:
      'Seven steps to a VM: software, permission, medium, system, resources, disk, finish, and the usual slip at each',
    steps: [
      ['software', 'install it', 'service not up'],
      ['permission', 'group libvirt', 'an empty list'],
      ['medium', 'one of four', 'QEMU can’t read'],
      ['system', 'found or picked', 'generic: slow'],
      ['resources', 'leave the host some', 'overfull'],
      ['disk', 'qcow2, grows', 'over-promised'],
      ['finish', 'name, network', 'stays shut off'],
    ],
    slip: 'the usual slip',
  },
}

export function CreateFlowFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 276" role="img" aria-label={words.title} className="figure">
      {words.steps.map(([name, what, slip], index) => {
        const place = index < 4 ? index : 6 - index
        return (
          <g key={name} transform={`translate(${6 + place * 179 + (index < 4 ? 0 : 89)} ${index < 4 ? 6 : 148})`}>
            <rect className={index === 6 ? 'fig-accent-soft' : 'fig-box'} width="156" height="68" rx="9" />
            <circle className="fig-accent-fill" cx="20" cy="22" r="11" />
            <text className="fig-on-accent" x="20" y="26.5" textAnchor="middle" fontSize="12.5" fontWeight="600">
              {index + 1}
            </text>
            <text className="fig-text" x="40" y="27" fontSize="14" fontWeight="600">
              {name}
            </text>
            <text className="fig-muted" x="14" y="53" fontSize="12.5">
              {what}
            </text>
            <text className="fig-text" x="14" y="90" fontSize="12">
              ✕ {slip}
            </text>
            {index < 3 && <path className="fig-accent-line" d="M158 34 H176" markerEnd="url(#create-accent)" />}
            {index > 3 && index < 6 && (
              <path className="fig-accent-line" d="M-2 34 H-20" markerEnd="url(#create-accent)" />
            )}
          </g>
        )
      })}
      <path className="fig-accent-line" d="M690 78 V182 H614" markerEnd="url(#create-accent)" />
      <text className="fig-muted" x="6" y="264" fontSize="12">
        ✕ {words.slip}
      </text>
      <ArrowHead id="create-accent" accent />
    </svg>
  )
}
