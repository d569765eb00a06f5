/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/place.h"

#include <stdio.h>
#include <string.h>

#ifdef __linux__
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#endif

#define PATH_ROOM 4096
#define TYPE_ROOM 64
#define FUSE      0x65735546ul

/* f_type of statfs(2). Plan 9 (0x01021997) is left out: sandboxes serve local disks by
 * it. */
static const struct {
    unsigned long magic;
    const char *kind;
} networks[] = {
    {0x6969ul, "NFS"},        {0x517Bul, "SMB"},        {0xFF534D42ul, "SMB/CIFS"},
    {0xFE534D42ul, "SMB2"},   {0x5346414Ful, "AFS"},    {0x6B414653ul, "AFS"},
    {0x564Cul, "NCP"},        {0x73757245ul, "Coda"},   {0x00C36400ul, "Ceph"},
    {0x0BD00BD0ul, "Lustre"}, {0x01161970ul, "GFS2"},   {0x7461636Ful, "OCFS2"},
    {0x47504653ul, "GPFS"},   {0x19830326ul, "BeeGFS"},
};

/* What runs over FUSE and reaches another machine; others (an NTFS disk) are local. */
static const char *const fuse_networks[] = {
    "sshfs",     "rclone",      "s3fs",      "davfs",      "glusterfs",
    "smbnetfs",  "curlftpfs",   "ceph-fuse", "gvfsd-fuse", "gcsfuse",
    "onedriver", "vmhgfs-fuse", "mfs",
};

const char *ot_place_network_kind(unsigned long magic, const char *type)
{
    const char *name;

    for (size_t i = 0; i < sizeof networks / sizeof networks[0]; i++)
        if (networks[i].magic == (magic & 0xFFFFFFFFul))
            return networks[i].kind;
    if (magic != FUSE || !type || strncmp(type, "fuse.", 5) != 0)
        return NULL;
    name = type + 5;
    for (size_t i = 0; i < sizeof fuse_networks / sizeof fuse_networks[0]; i++)
        if (strcmp(fuse_networks[i], name) == 0)
            return fuse_networks[i];
    return NULL;
}

/* "36 35 98:0 /root /mnt rw,noatime shared:1 - ext4 /dev/root rw" */
bool ot_place_mount_type(const char *line, unsigned major, unsigned minor, char *type,
                         int size)
{
    const char *separator = strstr(line, " - ");
    unsigned found_major, found_minor;
    size_t length;

    if (!separator || sscanf(line, "%*u %*u %u:%u", &found_major, &found_minor) != 2 ||
        found_major != major || found_minor != minor)
        return false;
    length = strcspn(separator + 3, " \n");
    snprintf(type, (size_t)size, "%.*s", (int)length, separator + 3);
    return true;
}

#ifdef __linux__

static bool mount_type(dev_t device, char *type, int size)
{
    FILE *file = fopen("/proc/self/mountinfo", "r");
    char line[PATH_ROOM];
    bool found = false;

    if (!file)
        return false;
    while (!found && fgets(line, sizeof line, file))
        found = ot_place_mount_type(line, major(device), minor(device), type, size);
    fclose(file);
    return found;
}

static void folder_of(const char *path, char folder[PATH_ROOM])
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        snprintf(folder, PATH_ROOM, ".");
    else
        snprintf(folder, PATH_ROOM, "%.*s", slash == path ? 1 : (int)(slash - path),
                 path);
}

const char *ot_place_network(const char *path)
{
    char folder[PATH_ROOM], type[TYPE_ROOM];
    struct statfs system;
    struct stat file;

    if (stat(path, &file) != 0) {
        folder_of(path, folder);
        path = folder;
        if (stat(path, &file) != 0)
            return NULL;
    }
    if (statfs(path, &system) != 0)
        return NULL;
    return ot_place_network_kind((unsigned long)system.f_type,
                                 mount_type(file.st_dev, type, sizeof type) ? type
                                                                            : NULL);
}

#else

const char *ot_place_network(const char *path)
{
    (void)path;
    return NULL;
}

#endif
