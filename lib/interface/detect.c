/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Choosing the interface for a target: by name, or by asking every interface how sure it is. */
#include "core/digits.h"
#include "interface/sysfs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_ROOM = 160 };

#define INTERFACE(name, offered) SMP_IF(offered, &smp_interface_##name,)
static const struct smp_interface *const interfaces[] = {
#include "interface/list.h"
    NULL
};
#undef INTERFACE

enum { INTERFACE_COUNT = sizeof interfaces / sizeof *interfaces - 1 };

/* ---- The list of interfaces ------------------------------------------------------------------------ */

const char *smp_interface_name(size_t index)
{
    return index < INTERFACE_COUNT ? interfaces[index]->name : NULL;
}

const char *smp_interface_help(size_t index)
{
    return index < INTERFACE_COUNT ? interfaces[index]->help : NULL;
}

/* Does a name, up to its comma, mean this interface? */
static bool is_meant(const struct smp_interface *interface, const char *name)
{
    const char *behind = smp_behind(name, interface->name);

    for (const char *const *prefix = interface->prefixes; *prefix; prefix++)
        if (smp_behind(name, *prefix))
            return true;
    return behind && (*behind == '\0' || *behind == ',');
}

const struct smp_interface *smp_interface_find(const char *name)
{
    for (size_t i = 0; i < INTERFACE_COUNT; i++)
        if (is_meant(interfaces[i], name))
            return interfaces[i];
    return NULL;
}

/* ---- What the user asked for ----------------------------------------------------------------------- */

/* Reads NAME[,force] or force into the interface (NULL: none named) and target->force; three letters of "force" have
 * always been enough. What is not known is told as a warning, since scripts may rely on its being passed over. */
static const struct smp_interface *read_wanted(struct smp_target *target, const char *wanted)
{
    size_t length = strcspn(wanted, ",");
    const struct smp_interface *named = smp_interface_find(wanted);

    target->force = wanted[length] == ',' && smp_behind(wanted + length + 1, "for");
    if (!named && smp_behind(wanted, "for"))
        target->force = true;
    else if (!named && length > 0)
        smp_trace(target->trace, 0, "unknown interface '%.*s': finding out by the name of the target",
                  (int)length, wanted);
    if (wanted[length] == ',' && !target->force)
        smp_trace(target->trace, 0, "unknown word '%s' after the interface is ignored", wanted + length + 1);
    return named;
}

/* ---- What the target is ---------------------------------------------------------------------------- */

/* The hint for a name that cannot be used, by the named interface or by any: where the SMP target is that the user may
 * have meant. */
static void hint_what_to_name(const struct smp_target *target, const struct smp_interface *named,
                              struct smp_error *error)
{
    char folder[SMP_NAME_MAX];
    const char *expander = smp_sysfs_of_target(target, folder) ? SMP_ABOVE(folder, "expander-") : "";
    mode_t mode = target->exists ? target->status.st_mode : 0;

    if (*expander && (named || smp_interface_find("sgv4")))
        smp_hint(error, "the expander it is attached to is /dev/bsg/%s", expander);
    else if (named && S_ISCHR(mode))
        smp_hint(error, "--interface=%s,force tries it all the same", named->name);
    else if (named && !mode)
        return;
    else if (S_ISREG(mode))
        smp_hint(error, error && error->os_errno
                            ? "a simulated domain or a recording must be readable"
                            : "simulated domains and recordings are recognised by their first line");
    else if (!smp_interface_find("sgv4"))
        smp_hint(error, "--interface=help tells the names that can be used");
    else if (!mode)
        smp_hint(error, "the expanders of this system are in /dev/bsg and /sys/class/bsg");
    else
        smp_hint(error, "name the node of the expander: /dev/bsg/expander-HOST:NUMBER");
}

static const char *kind_of(mode_t mode)
{
    return S_ISBLK(mode)    ? "a block device"
           : S_ISCHR(mode)  ? "a character device"
           : S_ISDIR(mode)  ? "a directory, but not the sysfs folder of an SMP target"
           : S_ISFIFO(mode) ? "a FIFO"
           : S_ISSOCK(mode) ? "a socket"
           : S_ISREG(mode)  ? "a file, but neither a simulated domain nor a recording"
                            : "of an unknown kind";
}

/* No interface claims the target: says what it is, with sysfs's names of a device ("a block device (block sda)"), and
 * who was asked. */
static void fail_unknown(struct smp_target *target, struct smp_error *error)
{
    char folder[SMP_NAME_MAX], place[SMP_NAME_MAX] = "", names[NAMES_ROOM] = "";
    mode_t *mode = &target->status.st_mode;

    for (size_t i = 0, used = 0; i < INTERFACE_COUNT && used < sizeof names; i++)
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", i ? ", " : "", interfaces[i]->name);
    if (stat(target->path, &target->status) != 0 ||
        (S_ISREG(*mode) && faccessat(AT_FDCWD, target->path, R_OK, AT_EACCESS) != 0)) {
        smp_fail(error, SMP_OPEN, errno, "cannot open '%s' (tried %s)", target->given, names);
        return;
    }
    if (smp_sysfs_of_device(target, folder) && *SMP_SUBSYSTEM(folder))
        snprintf(place, sizeof place, " (%s %s)", SMP_SUBSYSTEM(folder), smp_base_name(folder));
    smp_fail(error, SMP_OPEN, 0, "'%s' is no SMP target: it is %s%s (tried %s)", target->given, kind_of(*mode), place,
             names);
}

/* The interface whose nodes usually have the name of a target that does not exist, and what it says; or NULL. */
static const struct smp_interface *owner_of(const struct smp_target *target, struct smp_verdict *verdict)
{
    for (size_t i = 0; !target->exists && smp_behind(target->given, "/dev/") && i < INTERFACE_COUNT; i++) {
        *verdict = interfaces[i]->match(target);
        if (verdict->hint)
            return interfaces[i];
    }
    return NULL;
}

/* The named interface says no, or all do. A name of an interface's nodes without a node: that interface tells why,
 * better than all of them. */
static int fail(struct smp_target *target, const struct smp_interface *named, struct smp_error *error)
{
    struct smp_verdict verdict;
    const struct smp_interface *owner = owner_of(target, &verdict);

    if (named)
        smp_fail(error, SMP_OPEN, 0, "interface %s cannot use '%s': %s", named->name, target->given,
                 named->match(target).reason);
    else if (owner)
        smp_fail(error, SMP_OPEN, ENOENT, "cannot open '%s': interface %s: %s", target->given, owner->name,
                 verdict.reason);
    else
        fail_unknown(target, error);
    if (owner)
        smp_hint(error, "%s", verdict.hint);
    else
        hint_what_to_name(target, named, error);
    return SMP_OPEN;
}

/* ---- Choosing -------------------------------------------------------------------------------------- */

/* Behind a certain one others are only asked where their verdicts are traced. */
const struct smp_interface *smp_interface_surest(const struct smp_interface *const *list,
                                                 const struct smp_target *target)
{
    static const char *const verdicts[] = { "no", "possible", "yes" };
    const struct smp_interface *best = NULL;
    enum smp_match best_match = MATCH_NO;

    for (; *list && (best_match != MATCH_CERTAIN || smp_traces(target->trace, 2)); list++) {
        struct smp_verdict verdict = (*list)->match(target);

        smp_trace(target->trace, 2, "%s: %s: %s", (*list)->name, verdicts[verdict.match], verdict.reason);
        if (verdict.match > best_match) {
            best = *list;
            best_match = verdict.match;
        }
    }
    return best;
}

/* Force without a name takes the first interface where none claims the target. */
int smp_detect(struct smp_target *target, const char *wanted, const struct smp_interface **chosen,
               struct smp_error *error)
{
    const struct smp_interface *named = wanted && *wanted ? read_wanted(target, wanted) : NULL;
    const struct smp_interface *const only[] = { named, NULL };

    *chosen = smp_interface_surest(named ? only : interfaces, target);
    if (*chosen)
        return SMP_OK;
    if (!target->force)
        return fail(target, named, error);
    *chosen = named ? named : interfaces[0];
    smp_trace(target->trace, 1, "interface %s is forced although it does not claim '%s'", (*chosen)->name,
              target->given);
    return SMP_OK;
}
