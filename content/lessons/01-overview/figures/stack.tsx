import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '四层：客户端，libvirt，QEMU 进程，带 KVM 的 Linux 内核；最下面是硬件',
    layers: ['客户端', '管理', '虚拟机', '内核', '硬件'],
    clients: ['virt-manager', 'virsh', 'virt-install', '这个页面'],
    libvirt: 'libvirtd：定义、网络、存储池、快照',
    process: '一个 QEMU 进程',
    kernel: 'Linux 内核：调度、内存、网桥、文件',
    kvm: 'KVM（没有时：QEMU 的 TCG）',
    hardware: 'CPU（vmx / svm）、内存、磁盘、网卡',
    api: 'libvirt API：本机套接字，或 ssh',
  },
  en: {
    title: 'Four layers: clients, libvirt, QEMU processes, the Linux kernel with KVM; hardware at the bottom',
    layers: ['clients', 'management', 'VMs', 'kernel', 'hardware'],
    clients: ['virt-manager', 'virsh', 'virt-install', 'this page'],
    libvirt: 'libvirtd: definitions, networks, storage pools, snapshots',
    process: 'one QEMU process',
    kernel: 'Linux: scheduling, memory, bridges, files',
    kvm: 'KVM (without it: TCG in QEMU)',
    hardware: 'CPU (vmx / svm), memory, disks, NICs',
    api: 'libvirt’s API: a local socket, or ssh',
  },
}

const tops = [8, 102, 168, 246, 312]

export function StackFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 358" role="img" aria-label={words.title} className="figure">
      {words.layers.map((layer, index) => (
        <text key={layer} className="fig-muted" x="6" y={(tops[index] ?? 0) + 27} fontSize="13">
          {layer}
        </text>
      ))}
      {words.clients.map((client, index) => (
        <g key={client} transform={`translate(${116 + index * 151} ${tops[0]})`}>
          <rect className={index === 0 ? 'fig-accent-soft' : 'fig-box'} width="145" height="42" rx="8" />
          <text
            className="fig-text"
            x="72"
            y="26"
            textAnchor="middle"
            fontSize="13.5"
            fontWeight={index === 0 ? 600 : undefined}
          >
            {client}
          </text>
          <path className="fig-line" d="M72 42 V 90" markerEnd="url(#stack-arrow)" />
        </g>
      ))}
      <rect className="fig-soft" x="272" y="60" width="288" height="22" rx="4" />
      <text className="fig-muted" x="416" y="75" textAnchor="middle" fontSize="12">
        {words.api}
      </text>
      <rect className="fig-accent-soft" x="116" y={tops[1]} width="598" height="42" rx="8" />
      <text className="fig-text" x="415" y="128" textAnchor="middle" fontSize="13.5" fontWeight="600">
        {words.libvirt}
      </text>
      {['web01', 'kiosk01'].map((vm, index) => (
        <g key={vm} transform={`translate(${116 + index * 303} ${tops[2]})`}>
          <path className="fig-line" d="M147 -24 V -4" markerEnd="url(#stack-arrow)" />
          <rect className="fig-box" width="295" height="54" rx="8" />
          <text className="fig-text" x="147" y="23" textAnchor="middle" fontSize="13.5" fontWeight="600">
            {vm}
          </text>
          <text className="fig-muted" x="147" y="43" textAnchor="middle" fontSize="12">
            {words.process}
          </text>
          <path className="fig-line" d="M147 54 V 74" markerEnd="url(#stack-arrow)" />
        </g>
      ))}
      <rect className="fig-box" x="116" y={tops[3]} width="598" height="48" rx="8" />
      <rect className="fig-accent-soft" x="124" y="253" width="262" height="34" rx="6" />
      <text className="fig-text" x="255" y="275" textAnchor="middle" fontSize="13" fontWeight="600">
        {words.kvm}
      </text>
      <text className="fig-text" x="550" y="275" textAnchor="middle" fontSize="12.5">
        {words.kernel}
      </text>
      <rect className="fig-box" x="116" y={tops[4]} width="598" height="40" rx="8" />
      <text className="fig-muted" x="415" y="337" textAnchor="middle" fontSize="13">
        {words.hardware}
      </text>
      <ArrowHead id="stack-arrow" />
    </svg>
  )
}
