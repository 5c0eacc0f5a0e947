set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: typed
# unmet: network.default.hasLease
# The guest has another name now, and nobody has been told.
for line in 'R O O T' 'T I N Y V M' "H O S T N A M E SPACE $(printf '%s' "$V_desk" | tr a-z A-Z | sed 's/./& /g')"; do
  for key in $line ENTER; do virsh -q send-key desk01 "KEY_$key" </dev/null; done
  sleep 1
done

# checkpoint: vnc
# unmet: vm.desk01.applied
# Saved, but the QEMU that runs has what it was started with; a reboot of the guest does not change that.
virt-xml desk01 --edit --graphics "clearxml=yes,type=vnc,listen=127.0.0.1,port=$V_port,password=lab-pass"
virsh reboot desk01 --mode acpi

# checkpoint: spice
# unmet: vm.media01.port
# No port said: SPICE that listens nowhere.
virt-xml media01 --edit --graphics clearxml=yes,type=spice
virsh start media01

# checkpoint: serial
# unmet: vm.box01.device
# A virtio console is hvc0 in the guest, where nobody listens.
virt-xml box01 --add-device --console pty,target.type=virtio
virsh start box01

# checkpoint: no-picture
# unmet: vm.cam01.isRunning
# The last resort of many books.
sudo systemctl restart libvirtd
