/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/place.h"

#include "tests/check.h"

/* Magic numbers as in statfs(2). */
static void test_place_knows_network_file_systems(void)
{
    CHECK_TEXT(ot_place_network_kind(0x6969, "nfs4"), "NFS");
    CHECK_TEXT(ot_place_network_kind(0xFF534D42, "cifs"), "SMB/CIFS");
    CHECK_TEXT(ot_place_network_kind(0xFE534D42, "smb3"), "SMB2");
    CHECK_TEXT(ot_place_network_kind(0x00C36400, NULL), "Ceph");
    /* Where long has 32 bits a magic number may come as a negative one. */
    CHECK_TEXT(ot_place_network_kind((unsigned long)-11317950L, NULL), "SMB/CIFS");
}

static void test_place_takes_local_disks_for_local(void)
{
    CHECK(ot_place_network_kind(0xEF53, "ext4") == NULL);
    CHECK(ot_place_network_kind(0x9123683E, "btrfs") == NULL);
    CHECK(ot_place_network_kind(0x01021994, "tmpfs") == NULL);
    CHECK(ot_place_network(".") == NULL);
}

static void test_place_tells_fuse_file_systems_apart_by_type(void)
{
    CHECK_TEXT(ot_place_network_kind(0x65735546, "fuse.sshfs"), "sshfs");
    CHECK_TEXT(ot_place_network_kind(0x65735546, "fuse.rclone"), "rclone");
    CHECK(ot_place_network_kind(0x65735546, "fuseblk") == NULL);
    CHECK(ot_place_network_kind(0x65735546, "fuse.ntfs-3g") == NULL);
    CHECK(ot_place_network_kind(0x65735546, NULL) == NULL);
    CHECK(ot_place_network_kind(0xEF53, "fuse.sshfs") == NULL);
}

static void test_place_reads_the_type_from_mountinfo(void)
{
    static const char line[] = "71 28 0:52 / /home/finance/share rw,nosuid shared:39 "
                               "- fuse.sshfs host:/srv rw,user_id=1000\n";
    char type[64] = "";

    CHECK(ot_place_mount_type(line, 0, 52, type, sizeof type));
    CHECK_TEXT(type, "fuse.sshfs");
    CHECK(!ot_place_mount_type(line, 0, 53, type, sizeof type));
    CHECK(!ot_place_mount_type("not a line", 0, 52, type, sizeof type));
    CHECK(!ot_place_mount_type("a b c - ext4", 0, 52, type, sizeof type));
}

static void test_place_of_a_file_not_yet_made_is_its_folders(void)
{
    CHECK(ot_place_network("no-such-file.db") == NULL);
    CHECK(ot_place_network("/no-such-file.db") == NULL);
    CHECK(ot_place_network("/no-such-folder/file.db") == NULL);
}

static const check_case cases[] = {
    CASE(test_place_knows_network_file_systems),
    CASE(test_place_takes_local_disks_for_local),
    CASE(test_place_tells_fuse_file_systems_apart_by_type),
    CASE(test_place_reads_the_type_from_mountinfo),
    CASE(test_place_of_a_file_not_yet_made_is_its_folders),
};

OT_TEST_MAIN("store/place", cases)
