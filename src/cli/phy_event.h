/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Phy events in words, for the utilities that report them. */
#ifndef SRC_CLI_PHY_EVENT_H
#define SRC_CLI_PHY_EVENT_H

#include "cli.h"

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
void phy_event_decode(const struct smp_frame *descriptor, struct phy_event *event);

/* Prints "name: value" and, for a peak value detector, a line with its threshold after indent blanks; a source without
 * name as a number, in hex or decimal. */
void phy_event_print(const struct phy_event *event, int indent, bool hex);

/* With --enumerate prints the sources that have words, and says that this was all: CLI_DONE. */
int phy_event_enumerate(struct cli *cli);

#endif
