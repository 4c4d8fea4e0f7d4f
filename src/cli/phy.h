/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Phys in words, reading all phys of a target, and the events that phys count. */
#ifndef SRC_CLI_PHY_H
#define SRC_CLI_PHY_H

#include "cli.h"

/* What the one-line form of a phy depends on besides its fields. */
struct phy_line_style {
    int brief;           /* number of -b, one more for a summary */
    bool names;          /* --adn: attached device names instead of rate and zone group */
    bool capable;        /* --cap: whether the attached phy is faster */
    bool show_all;       /* nothing is left out however brief */
    bool slots;          /* phy_slots_wanted() */
    bool slots_if_brief; /* slot numbers also where the rest behind the bracket is left out */
    bool universal;      /* table routed phys are universal: REPORT GENERAL, table to table supported */
    bool zoning;         /* zoning is enabled */
};

/* Are device slot numbers asked for, by --dsn or the environment? */
bool phy_slots_wanted(const struct cli *cli);

/* Is this a DISCOVER response or long descriptor, not a short one? */
bool phy_is_long(const struct smp_frame *frame);

/* Prints the one line of a phy: DISCOVER response or descriptor of either type. Returns whether it tells of what is
 * attached, its tail (rate, zone group) included. */
bool phy_line(const struct phy_line_style *style, unsigned phy, const struct smp_frame *frame);

/* The lines of a DISCOVER response after `after` (NULL: from the start), with --cap phy capabilities taken apart. */
void phy_text(const struct cli *cli, const struct smp_frame *frame, const char *after);

/* The lines of a short descriptor below its phy identifier; zoning: zoning is enabled. */
void phy_short_text(const struct cli *cli, const struct smp_frame *frame, bool zoning);

/* discover_names.c: "phy_id=N" and a line "  name=value" for each present field; with --brief the most used ones. */
void phy_names(const struct cli *cli, const struct smp_frame *frame, unsigned phy);

/* ---- Reading all phys ------------------------------------------------------------------------------ */

enum { MAX_PHYS = LAST_PHY + 1, LONG_DESCRIPTOR = 0, SHORT_DESCRIPTOR = 1 };

/* What a read of phys asks for. */
struct phy_query {
    unsigned first;      /* first phy identifier */
    unsigned count;      /* how many at most */
    bool ignore_zone;    /* IGNORE ZONE GROUP */
    unsigned filter;     /* phy filter */
    unsigned type;       /* descriptor type that holds what is asked for */
    bool one_by_one;     /* one DISCOVER for each phy */
    bool only_wanted;    /* then only for phys that --phy names */
};

/* One phy: a DISCOVER response or a short descriptor that stands in for it. */
struct phy_entry {
    unsigned phy;
    struct smp_frame frame; /* frame.result: vacant, ... */
};

/* Sends DISCOVER LIST for at most count phys from first on, as many as one response can hold. */
int phy_list_send(struct cli *cli, const struct phy_query *query, unsigned first, unsigned count);

/* Sends DISCOVER. */
int phy_send(struct cli *cli, unsigned phy, bool ignore_zone);

/* The phys of a target: large, to be a static variable, of which only what is used takes memory. */
struct phy_table {
    unsigned number_of_phys; /* as REPORT GENERAL tells, 0: not known */
    bool universal;          /* table to table supported */
    uint64_t change_count;   /* expander change count, 0: not known */
    bool zoning;             /* zoning is enabled */
    bool moved;              /* the change count moved while reading; in the end: twice */
    size_t used;             /* entries ... */
    size_t held;             /* ... and their bytes */
    struct phy_entry entries[MAX_PHYS];
    uint8_t bytes[MAX_PHYS * SMP_MAX_FRAME];
};

/* Reads phys with as few requests as the target allows, once more if its change count moved meanwhile.
 * Returns the status of the failure that ended it, which is the answer's as well (0: none; what came before it is in
 * the table). With --dry-run: CLI_DRY_RUN after printing the first requests. */
int phy_table_read(struct cli *cli, const struct phy_query *query, struct phy_table *table);

/* ---- Phy events ------------------------------------------------------------------------------------ */

/* A phy event descriptor taken apart for people. */
struct phy_event {
    unsigned source;
    const char *name;  /* words of the source, or NULL: it has none */
    uint32_t value;
    const char *unit;  /* of value: " (us)", " (ms)", or "": a count */
    bool peak;         /* a peak value detector: the rest is valid */
    uint32_t threshold;
    const char *threshold_unit;
};

/* Takes a descriptor of REPORT PHY EVENT or REPORT PHY EVENT LIST apart. */
struct phy_event phy_event_of(const struct smp_frame *descriptor);

/* Prints "name: value" and, for a peak value detector, a line with its threshold after indent blanks; a source without
 * name as a number, in hex or decimal. */
void phy_event_print(const struct phy_event *event, int indent, bool hex);

/* With --enumerate prints the sources that have words, and says that this was all: CLI_DONE. */
int phy_event_enumerate(struct cli *cli);

#endif
