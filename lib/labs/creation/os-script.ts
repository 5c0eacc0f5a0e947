/**
 * Run by Python in the lab host, with virt-install's own classes, so that the wizard knows the same systems and finds
 * the same one in a medium as virt-install and virt-manager do. `list`, or `detect iso|url SOURCE`; answers in JSON.
 */
export const osScript = `
import json, sys
sys.path.insert(0, "/usr/share/virt-manager")
from virtinst import OSDB

def megabytes(count):
    return None if not count or count < 0 else count // 1048576

def describe(system):
    resources = system.get_recommended_resources()
    cpus = resources.get_recommended_ncpus("x86_64")
    return {
        "id": system.name,
        "name": system.label,
        "endOfLife": bool(system.eol),
        "memoryMiB": megabytes(resources.get_recommended_ram("x86_64")),
        "minimumMemoryMiB": megabytes(resources.get_minimum_ram("x86_64")),
        "vcpus": cpus if cpus and cpus > 0 else None,
        "storageMiB": megabytes(resources.get_recommended_storage("x86_64")),
        "virtio": bool(system.supports_virtiodisk()),
    }

def detect(kind, source):
    if kind == "iso":
        found = OSDB.guess_os_by_iso(source)
        return found[0] if isinstance(found, tuple) else found
    import virtinst
    from virtinst import cli
    connection = cli.getConnection("qemu:///system")
    guest = virtinst.Guest(connection)
    guest.set_capabilities_defaults()
    return virtinst.Installer(connection, location=source).detect_distro(guest)

if sys.argv[1] == "list":
    print(json.dumps([describe(system) for system in OSDB.list_os()]))
else:
    try:
        name = detect(sys.argv[2], sys.argv[3])
        print(json.dumps({"os": describe(OSDB.lookup_os(name)) if name else None}))
    except Exception as error:
        print(json.dumps({"os": None, "error": str(error)}))
`
