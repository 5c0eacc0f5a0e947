#!/bin/sh
# A plausible mistake for each checkpoint; the message has to name it.
set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: own-network
# unmet: network.$V_net.lease
# The lease time forgotten: it is not in virt-manager's dialog.
sed -e "s/isolated-network/$V_net/" -e "s/10\.0\.0\./$V_subnet./g" ~/nets/isolated-network.xml |
  virsh net-define /dev/stdin
virsh net-start "$V_net"
virsh net-autostart "$V_net"

# checkpoint: four-modes
# unmet: network.partner.hasForward
# NAT for everything that has to get out.
for draft in dev:nat partner:nat probe:nat lan:bridge; do
  name=${draft%:*}
  sed "/<name>/a <forward mode='${draft#*:}'/>" ~/nets/"$name.xml" | virsh net-define /dev/stdin
  virsh net-start "$name"
  virsh net-autostart "$name"
done

# checkpoint: static-address
# unmet: network.default.reserved-live
# Saved only.
virsh net-update default add ip-dhcp-host \
  "<host mac='52:54:00:12:34:56' name='test-server' ip='192.168.122.$V_host'/>" --config

# checkpoint: dns-forwarder
# unmet: network.default.forwarder-live
# Defined, and not started anew.
virsh net-dumpxml --inactive default | sed "/<ip /i <dns><forwarder addr='203.0.113.1'/></dns>" |
  virsh net-define /dev/stdin

# checkpoint: port-forward
# unmet: host.answers
# DNAT alone: libvirt's rules refuse what it readdressed.
sudo iptables -t nat -A PREROUTING -p tcp --dport "$V_port" -j DNAT --to-destination "192.168.122.$V_host:80"

# checkpoint: fix-office
# unmet: network.office.range
# Live only: gone at the next start of the network.
virsh net-update office add ip-dhcp-range "<range start='10.10.1.10' end='10.10.1.50'/>" --live

# checkpoint: fix-backup
# unmet: network.backup.autostarts
# By hand, as the one before did.
virsh net-start backup
virsh start vault01

# checkpoint: fix-shop
# unmet: network.shop.router-live
# Defined, and not started anew.
virsh net-dumpxml --inactive shop | sed '/dnsmasq:option/d' | virsh net-define /dev/stdin

# checkpoint: fix-lobby
# unmet: host.lasts
# The rule deleted in memory, the file left as it is.
virsh domif-setlink kiosk01 52:54:00:07:00:04 up
virsh domif-setlink kiosk01 52:54:00:07:00:04 up --config
rule=$(sudo nft -a list chain inet site input | awk '/virbr-lobby/ { print $NF }')
sudo nft delete rule inet site input handle "$rule"
