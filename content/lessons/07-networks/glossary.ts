import type { Glossary } from '#lib/lessons/glossary.ts'

export default {
  bridge: {
    zh: { term: '网桥', text: 'Linux 内核里的交换机：插在上面的网卡按 MAC 地址互相转发数据帧。' },
    en: {
      term: 'bridge',
      text: 'A switch in the Linux kernel: frames go between the devices plugged into it, by MAC.',
    },
  },
  tap: {
    zh: { term: 'tap', text: '一头是宿主机上的网络设备，另一头由程序读写；QEMU 用它把虚拟机的网卡接到网桥上。' },
    en: {
      term: 'tap',
      text: 'A network device of the host whose other end is a program. QEMU uses one to plug a VM’s NIC into a bridge.',
    },
  },
  nat: {
    zh: { term: 'NAT', text: '网络地址转换：出去的包换上宿主机的地址，应答回来时再换回去。' },
    en: {
      term: 'NAT',
      text: 'Network address translation: packets leave under the host’s address, and answers are given back to whom they belong.',
    },
  },
  dnsmasq: {
    zh: { term: 'dnsmasq', text: '小巧的 DHCP 和 DNS 服务器，libvirt 为每张需要它的网络运行一个。' },
    en: { term: 'dnsmasq', text: 'A small DHCP and DNS server; libvirt runs one for each network that needs it.' },
  },
  'guest-agent': {
    zh: {
      term: '客户机代理',
      text: '虚拟机里的一个服务（qemu-ga），经虚拟串口听宿主机的吩咐，不需要网络。',
    },
    en: {
      term: 'guest agent',
      text: 'A service inside the VM (qemu-ga) that takes orders from the host over a virtual serial port, without any network.',
    },
  },
  hook: {
    zh: { term: '钩子脚本', text: 'libvirt 在虚拟机或网络启动、停止等时刻运行的脚本，放在 /etc/libvirt/hooks 下。' },
    en: {
      term: 'hook',
      text: 'A script in /etc/libvirt/hooks that libvirt runs when VMs or networks start, stop and so on.',
    },
  },
  dnat: {
    zh: { term: 'DNAT', text: '目的地址转换：把发给宿主机某个端口的包改寄给另一台机器。' },
    en: {
      term: 'DNAT',
      text: 'Destination NAT: packets for a port of the host are readdressed to another machine.',
    },
  },
} satisfies Glossary
