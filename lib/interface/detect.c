/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Choosing the interface for a target: by name, or by asking every interface how sure it is. */
#include "interface/interface.h"

#include "interface/sim.h"
#include "interface/sysfs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { REASON_ROOM = 200, NAMES_ROOM = 160, NAME_ROOM = 64 };

#define INTERFACE(name) &smp_interface_##name,
static const struct smp_interface *const interfaces[] = {
#include "interface/list.h"
    NULL
};
#undef INTERFACE

enum { INTERFACE_COUNT = sizeof interfaces / sizeof *interfaces - 1 };

/* ---- The list of interfaces ------------------------------------------------------------------------ */

const struct smp_interface *smp_interface_at(size_t index)
{
    return index < INTERFACE_COUNT ? interfaces[index] : NULL;
}

const char *smp_interface_name(size_t index)
{
    return index < INTERFACE_COUNT ? interfaces[index]->name : NULL;
}

const char *smp_interface_help(size_t index)
{
    return index < INTERFACE_COUNT ? interfaces[index]->help : NULL;
}

/* Is name[length] one of the words? "sg*" is every word that begins with sg. */
static bool is_word(const char *words, const char *name, size_t length)
{
    for (size_t word; *words; words += word + strspn(words + word, " ")) {
        word = strcspn(words, " ");
        size_t fixed = words[word - 1] == '*' ? word - 1 : word;

        if ((fixed < word ? length >= fixed : length == fixed) && strncmp(words, name, fixed) == 0)
            return true;
    }
    return false;
}

/* Names come before the aliases of other interfaces. */
static const struct smp_interface *find(const char *name, size_t length)
{
    for (size_t i = 0; i < INTERFACE_COUNT; i++)
        if (is_word(interfaces[i]->name, name, length))
            return interfaces[i];
    for (size_t i = 0; i < INTERFACE_COUNT; i++)
        if (interfaces[i]->aliases && is_word(interfaces[i]->aliases, name, length))
            return interfaces[i];
    return NULL;
}

const struct smp_interface *smp_interface_find(const char *name)
{
    return find(name, strcspn(name, ","));
}

/* ---- What the user asked for ----------------------------------------------------------------------- */

/* Does the text begin as "force"? Three letters have always been enough. */
static bool means_force(const char *text)
{
    return strncmp(text, "for", 3) == 0;
}

/* Reads NAME[,force] or force into the interface (NULL: none named) and target->force. What is not known is
 * told as a warning, since scripts may rely on its being passed over. */
static const struct smp_interface *read_wanted(struct smp_target *target, const char *wanted)
{
    const struct smp_interface *named;
    size_t length;

    target->force = false;
    if (!wanted || *wanted == '\0')
        return NULL;
    length = strcspn(wanted, ",");
    named = find(wanted, length);
    target->force = wanted[length] == ',' && means_force(wanted + length + 1);
    if (!named && means_force(wanted))
        target->force = true;
    else if (!named && length > 0)
        smp_trace(target->trace, 0, "unknown interface '%.*s': finding out by the name of the target",
                  (int)length, wanted);
    if (wanted[length] == ',' && !target->force)
        smp_trace(target->trace, 0, "unknown word '%s' after the interface is ignored", wanted + length + 1);
    return named;
}

/* ---- What the target is ---------------------------------------------------------------------------- */

/* The expander that a device of this system is attached to. */
static bool find_expander(const struct smp_target *target, char *name, size_t room)
{
    char folder[SMP_NAME_MAX];

    return smp_sysfs_of_target(target, folder) && smp_sysfs_above(folder, "expander-", name, room);
}

/* The hint for a name that cannot be used: where the SMP target is that the user may have meant. */
static void hint_what_to_name(const struct smp_target *target, struct smp_error *error)
{
    char expander[REASON_ROOM];

    if (target->exists && S_ISREG(target->status.st_mode))
        smp_hint(error, error->os_errno != 0 ? "a simulated domain or a recording must be readable"
                                             : "simulated domains and recordings are recognised by their first line");
    else if (smp_interface_find("sgv4") == NULL)
        smp_hint(error, "--interface=help tells the names that can be used");
    else if (!target->exists)
        smp_hint(error, "the expanders of this system are in /dev/bsg and /sys/class/bsg");
    else if (find_expander(target, expander, sizeof expander))
        smp_hint(error, "the expander it is attached to is /dev/bsg/%s", expander);
    else
        smp_hint(error, "name the node of the expander: /dev/bsg/expander-HOST:NUMBER");
}

/* Words for an existing file, for a device with sysfs's names of it: "a block device (block sda)". */
static void describe(const struct smp_target *target, const struct stat *status, char *text, size_t room)
{
    mode_t mode = status->st_mode;
    const char *kind = S_ISBLK(mode)    ? "a block device"
                       : S_ISCHR(mode)  ? "a character device"
                       : S_ISDIR(mode)  ? "a directory, but not the sysfs folder of an SMP target"
                       : S_ISFIFO(mode) ? "a FIFO"
                       : S_ISSOCK(mode) ? "a socket"
                       : S_ISREG(mode)  ? "a file, but neither a simulated domain nor a recording"
                                        : "of an unknown kind";
    char folder[SMP_NAME_MAX];
    char subsystem[NAME_ROOM];

    if (smp_sysfs_of_device(target, status, folder) && smp_sysfs_subsystem(folder, subsystem, sizeof subsystem))
        snprintf(text, room, "%s (%s %s)", kind, subsystem, smp_base_name(folder));
    else
        snprintf(text, room, "%s", kind);
}

/* Names of all interfaces, "sgv4, sim, replay". */
static void list_names(char *names, size_t room)
{
    size_t used = 0;

    names[0] = '\0';
    for (size_t i = 0; i < INTERFACE_COUNT && used < room; i++)
        used += (size_t)snprintf(names + used, room - used, "%s%s", i == 0 ? "" : ", ", interfaces[i]->name);
}

/* The interface whose nodes usually have the name of a target that does not exist, and what to do; or NULL. */
static const struct smp_interface *owner_of(const struct smp_target *target, const char **advice)
{
    size_t root = strlen(target->root);
    const char *path = strncmp(target->path, target->root, root) == 0 ? target->path + root : target->path;

    if (target->exists || strncmp(path, "/dev/", strlen("/dev/")) != 0)
        return NULL;
    for (size_t i = 0; i < INTERFACE_COUNT; i++) {
        *advice = interfaces[i]->missing ? interfaces[i]->missing(path) : NULL;
        if (*advice)
            return interfaces[i];
    }
    return NULL;
}

/* No interface claims the target: says what it is, and who was asked. A name of an interface's nodes without a node:
 * that interface tells why, better than all of them. */
static int fail_unknown(const struct smp_target *target, struct smp_error *error)
{
    char text[REASON_ROOM];
    char names[NAMES_ROOM];
    const char *advice;
    const struct smp_interface *owner = owner_of(target, &advice);
    struct stat status;

    if (owner) {
        owner->match(target, text, sizeof text);
        smp_fail(error, SMP_OPEN, ENOENT, "cannot open '%s': interface %s: %s", target->given, owner->name, text);
        smp_hint(error, "%s", advice);
        return SMP_OPEN;
    }
    list_names(names, sizeof names);
    if (stat(target->path, &status) != 0 ||
        (S_ISREG(status.st_mode) && faccessat(AT_FDCWD, target->path, R_OK, AT_EACCESS) != 0)) {
        smp_fail(error, SMP_OPEN, errno, "cannot open '%s' (tried %s)", target->given, names);
    } else {
        describe(target, &status, text, sizeof text);
        smp_fail(error, SMP_OPEN, 0, "'%s' is no SMP target: it is %s (tried %s)", target->given, text, names);
    }
    hint_what_to_name(target, error);
    return SMP_OPEN;
}

/* The named interface says no. */
static int fail_refused(const struct smp_target *target, const struct smp_interface *interface,
                        const char *reason, struct smp_error *error)
{
    char expander[REASON_ROOM];
    const char *advice;
    int status = smp_fail(error, SMP_OPEN, 0, "interface %s cannot use '%s': %s", interface->name,
                          target->given, reason);

    if (find_expander(target, expander, sizeof expander))
        smp_hint(error, "the expander it is attached to is /dev/bsg/%s", expander);
    else if (owner_of(target, &advice))
        smp_hint(error, "%s", advice);
    else if (target->exists && S_ISCHR(target->status.st_mode))
        smp_hint(error, "--interface=%s,force tries it all the same", interface->name);
    else if (target->exists)
        hint_what_to_name(target, error);
    return status;
}

/* ---- Choosing -------------------------------------------------------------------------------------- */

/* Asks one interface and traces its verdict. */
static enum smp_match ask(const struct smp_interface *interface, const struct smp_target *target,
                          char *reason, size_t room)
{
    static const char *const verdicts[] = { "no", "possible", "yes" };
    enum smp_match match;

    reason[0] = '\0';
    match = interface->match(target, reason, room);
    smp_trace(target->trace, 2, "%s: %s: %s", interface->name, verdicts[match], reason);
    return match;
}

const struct smp_interface *smp_interface_surest(const struct smp_interface *const *list,
                                                 const struct smp_target *target, char *reason, size_t room)
{
    const struct smp_interface *best = NULL;
    enum smp_match best_match = MATCH_NO;
    char other[REASON_ROOM];

    for (size_t i = 0; list[i]; i++) {
        enum smp_match match = ask(list[i], target, i ? other : reason, i ? sizeof other : room);

        if (match > best_match) {
            best = list[i];
            best_match = match;
        }
    }
    return best;
}

/* Force without a name takes the first interface where none claims the target. */
int smp_detect(struct smp_target *target, const char *wanted, const struct smp_interface **chosen,
               struct smp_error *error)
{
    const struct smp_interface *named = read_wanted(target, wanted);
    char reason[REASON_ROOM];
    bool claimed;

    if (named) {
        *chosen = named;
        claimed = ask(named, target, reason, sizeof reason) != MATCH_NO;
    } else {
        *chosen = smp_interface_surest(interfaces, target, reason, sizeof reason);
        claimed = *chosen;
    }
    if (claimed)
        return SMP_OK;
    if (!target->force)
        return named ? fail_refused(target, named, reason, error) : fail_unknown(target, error);
    if (!named)
        *chosen = interfaces[0];
    smp_trace(target->trace, 1, "interface %s is forced although it does not claim '%s'", (*chosen)->name,
              target->given);
    return SMP_OK;
}
